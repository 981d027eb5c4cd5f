namespace Features.Tests.Maintenance;

/// <summary>Writes the events of a long history as SQL: a million calls would take too long.</summary>
internal static class LongStream
{
    public const string User = "big";

    /// <summary>Sessions, each created and then posted to; without documents, which a rebuild makes.</summary>
    public static Task WriteAsync(string connectionString, int sessions, int messagesEach) => MaintenanceCommands.ExecuteAsync(connectionString, $$"""
        insert into mt_streams (tenant_id, id, type, version) values ('{{User}}', '{{User}}', 'user_stats', {{sessions * (messagesEach + 1)}});
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
        select nextval('mt_events_sequence'), gen_random_uuid(), '{{User}}', (s - 1) * {{messagesEach + 1}} + m + 1,
          case when m = 0
            then jsonb_build_object('session_id', s, 'title', 'Session ' || s, 'agent_type', 'primary', 'is_active', false,
              'metadata', '{}'::jsonb, 'at', '2026-03-01T12:00:00.000000Z')
            else jsonb_build_object('session_id', s, 'message_id', s * 100 + m, 'agent_type', 'primary', 'message_type', 'user',
              'sequence', m, 'at', '2026-03-01T12:00:01.000000Z')
          end,
          case when m = 0 then 'session_created' else 'message_posted' end, now(), '{{User}}'
        from generate_series(1, {{sessions}}) s, generate_series(0, {{messagesEach}}) m;
        """);
}
