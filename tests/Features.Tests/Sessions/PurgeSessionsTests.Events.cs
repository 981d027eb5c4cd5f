using Chat.Features.Sessions.PurgeSessions;

namespace Features.Tests.Sessions;

public sealed partial class PurgeSessionsTests
{
    [Fact]
    public async Task The_events_stay_in_their_places_without_title_and_metadata()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await PurgeHost.StartAsync(database);
        await using var behind = new Behind(database);
        var name = ChatServer.NewUser();
        var user = host.Server.User(name);
        var first = await user.CreateAsync("First, kept", metadata: new { of = "first, kept" });
        var gone = await user.CreateAsync("Secret of creation", metadata: new { of = "secret of creation" });
        (await user.PutAsync(Path(gone.Id), new { title = "Secret of change" })).Ok();
        (await user.PutAsync(Path(first.Id), new { title = "Changed, kept" })).Ok();
        (await user.PutAsync(Path(gone.Id), new { metadata = new { of = "secret of change", deep = new { of = "secret" } } })).Ok();
        await user.SayAsync(gone.Id, "Secret message", metadata: new { of = "secret message" });
        (await user.DeleteAsync(Path(gone.Id))).Ok();
        (await user.PutAsync(Path(gone.Id), new { title = "Secret after the end" })).Ok();
        var last = await user.CreateAsync("Last, kept", metadata: new { of = "last, kept" });
        var before = await EventsAsync(behind, name);
        host.Time.Shift(PurgeHost.Days30);

        (await host.PurgeAsync()).ShouldBe(new PurgeSessionsResult(Sessions: 1, Messages: 1));

        var after = await EventsAsync(behind, name);
        after.Count.ShouldBe(before.Count + 1);
        after[^1].ShouldContain("session_purged");
        after[..^1].ShouldBe(before);
        var ofOthers = $"(data ->> 'session_id')::bigint in ({first.Id}, {last.Id})";
        (await behind.AskAsync<long>($"select count(*) from mt_events where data::text ilike '%kept%' and {ofOthers}")).ShouldBe(3);
        (await behind.AskAsync<long>("select count(*) from mt_events where version = (select max(version) from mt_events) and data ? 'message_count'")).ShouldBe(1);
        await behind.ShouldHoldNowhereAsync("secret");
    }

    [Fact]
    public async Task What_is_kept_is_found_where_what_is_gone_is_not()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await PurgeHost.StartAsync(database);
        await using var behind = new Behind(database);
        var user = host.Server.User();
        var session = await user.CreateAsync("The title", metadata: new { key = "the metadata" });
        await user.SayAsync(session.Id, "The content", metadata: new { key = "the message's metadata" });

        // The search below finds what is there.
        (await behind.TablesHoldingAsync("the title")).ShouldBe(["mt_doc_chatsession", "mt_events"]);
        (await behind.TablesHoldingAsync("the metadata")).ShouldBe(["mt_doc_chatsession", "mt_events"]);
        (await behind.TablesHoldingAsync("the content")).ShouldBe(["mt_doc_chatmessage"]);
        (await user.DeleteAsync(Path(session.Id))).Ok();
        host.Time.Shift(PurgeHost.Days30);
        await host.PurgeAsync();

        foreach (var text in new[] { "the title", "the metadata", "the content", "the message" })
            await behind.ShouldHoldNowhereAsync(text);
    }

    /// <summary>The events without title and metadata.</summary>
    private static Task<List<string>> EventsAsync(Behind behind, string user) => behind.ListAsync<string>("""
        select concat_ws(' ', seq_id, id, stream_id, version, type, timestamp, mt_dotnet_type, data - 'title' - 'metadata')
        from mt_events where tenant_id = $1 order by version
        """, user);
}
