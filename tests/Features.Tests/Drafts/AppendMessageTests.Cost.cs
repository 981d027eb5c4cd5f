namespace Features.Tests.Drafts;

public sealed partial class AppendMessageTests
{
    [Fact]
    public async Task The_two_thousandth_append_asks_and_writes_what_the_tenth_did()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var user = host.User();
        var session = (await user.CreateAsync()).Id;
        var draft = (await user.DraftAsync(session)).Id;
        var asked = 0;
        using var listener = Questions.Listen(database, () => Interlocked.Increment(ref asked));

        var length = 0;
        var tenth = await AppendUpToAsync(10);
        var twoThousandth = await AppendUpToAsync(2_000);

        twoThousandth.ShouldBe(tenth);
        tenth.RoundTrips.ShouldBe(2);
        tenth.Written.ShouldBe("1 draft, 1 part");
        (await user.ContentAsync(session, draft)).ShouldBe(Calls.Repeat("wörd👋", 2_000));

        async Task<(int RoundTrips, string Written)> AppendUpToAsync(int times)
        {
            for (; length < (times - 1) * 5; length += 5)
                (await user.AppendAsync(session, draft, "wörd👋", length)).Ok();
            var before = await RowsAsync();
            Interlocked.Exchange(ref asked, 0);
            (await user.AppendAsync(session, draft, "wörd👋", length)).Ok();
            length += 5;
            var roundTrips = Volatile.Read(ref asked);
            var written = (await RowsAsync()).Except(before, StringComparer.Ordinal).Select(row => row.Split(' ')[0]).CountBy(table => table);
            return (roundTrips, string.Join(", ", written.OrderBy(table => table.Key, StringComparer.Ordinal).Select(table => $"{table.Value} {table.Key}")));
        }

        // Every row that there is, with the transaction that wrote it.
        Task<List<string>> RowsAsync() => behind.ListAsync<string>("""
            select 'draft ' || id || ' ' || xmin from mt_doc_messagedraft
            union all select 'part ' || id || ' ' || xmin from mt_doc_messagedelta
            union all select 'message ' || id || ' ' || xmin from mt_doc_chatmessage
            union all select 'session ' || id || ' ' || xmin from mt_doc_chatsession
            union all select 'statistics ' || id || ' ' || xmin from mt_doc_userstats
            union all select 'event ' || seq_id || ' ' || xmin from mt_events
            union all select 'stream ' || id || ' ' || xmin from mt_streams
            """);
    }

    [Fact]
    public async Task What_is_sent_again_is_looked_for_at_its_place_only()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var user = host.User();
        var session = (await user.CreateAsync()).Id;
        var draft = (await user.DraftAsync(session)).Id;
        foreach (var delta in new[] { "one", "two", "three" })
            (await user.AppendAsync(session, draft, delta)).Ok();

        // The deltas around it are not read: changing their texts has no effect.
        await behind.ExecuteAsync("""update mt_doc_messagedelta set data = data || '{"text": "?"}' where start <> 3""");

        (await user.AppendAsync(session, draft, "two", 3)).Ok()["length"].GetInt64().ShouldBe(11);
        (await user.AppendAsync(session, draft, "three", 6)).StatusCode.ShouldBe(409);
    }
}
