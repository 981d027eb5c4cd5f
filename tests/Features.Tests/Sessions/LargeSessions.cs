namespace Features.Tests.Sessions;

/// <summary>Sessions with more messages than a test can post.</summary>
internal static class LargeSessions
{
    private const int RowsAtOnce = 10_000;

    /// <summary>An inactive session with one posted message and many that are inserted as SQL.</summary>
    public static async Task<long> CreateAsync(ApiClient user, string name, Behind behind, int messages)
    {
        var session = await user.CreateAsync("Large", "research", isActive: false);
        var first = await user.SayAsync(session.Id, "Message");
        for (var from = 1; from < messages; from += RowsAtOnce)
        {
            await behind.ExecuteAsync("""
                insert into mt_doc_chatmessage
                select (jsonb_populate_record(m, n.one || jsonb_build_object('data', m.data || n.one))).*
                from mt_doc_chatmessage m,
                  lateral (select jsonb_build_object('id', m.id + i * 1000000, 'sequence', 1 + i) as one from generate_series($3::bigint, $4) i) n
                where m.tenant_id = $1 and m.id = $2
                """, name, first.Id, from, Math.Min(from + RowsAtOnce, messages) - 1);
        }
        await behind.ExecuteAsync("""
            update mt_doc_chatsession set data = jsonb_set(data, '{message_count}', to_jsonb($3)) where tenant_id = $1 and id = $2
            """, name, session.Id, messages);
        await behind.ExecuteAsync("""
            update mt_doc_userstats set data = jsonb_set(data, '{agents,research,messages}', to_jsonb($2)) where tenant_id = $1
            """, name, messages);
        (await user.GetAsync($"{Calls.Path(session.Id)}/messages?page=60&page_size=200")).Ok()["messages"].GetArrayLength().ShouldBe(200);
        return session.Id;
    }
}
