-- The JSON of the message m, without its deltas. Messages of earlier versions have no feedback; the test costs the others little.
case when jsonb_exists(m.data, 'feedback') then m.data else m.data || '{"feedback": null}' end
