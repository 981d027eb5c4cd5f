namespace Features.Tests.Sessions;

public sealed partial class PurgeSessionsTests
{
    private static readonly string[] TablesOfMessages = ["chatmessage", "messagedraft", "messagedelta", "messagerevision"];

    [Fact]
    public async Task With_a_session_go_its_drafts_their_parts_and_all_earlier_versions_and_nothing_of_others()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await PurgeHost.StartAsync(database);
        await using var behind = new Behind(database);
        var user = host.Server.User();
        var (old, kept) = ((await user.CreateAsync(isActive: false)).Id, (await user.CreateAsync()).Id);
        var (oldDraft, keptDraft) = (await TalkAsync(old), await TalkAsync(kept));
        var before = await CountsAsync();
        before.ShouldBe([6, 4, 4, 2]);
        host.Time.Shift(PurgeHost.Days30);

        (await host.PurgeAsync()).Sessions.ShouldBe(1);

        (await CountsAsync()).ShouldBe(before.Select(count => count / 2));
        foreach (var call in new[]
        {
            await user.GetAsync(Calls.Message(old, oldDraft)), await user.GetAsync(Calls.Message(old, oldDraft) + "/revisions"), await user.AppendAsync(old, oldDraft, "?"),
            await user.FinishAsync(old, oldDraft), await user.AbortAsync(old, oldDraft), await user.EditAsync(old, oldDraft, new { content = "?" }),
        })
            call.ShouldBeNoSession();
        (await user.AppendAsync(kept, keptDraft, "!")).Ok();
        (await user.FinishAsync(kept, keptDraft)).Ok()["content"].GetString().ShouldBe("One two!");
        (await CountsAsync())[0].ShouldBe(3);

        async Task<long> TalkAsync(long session)
        {
            var edited = (await user.SayAsync(session, "First")).Id;
            (await user.EditAsync(session, edited, new { content = "Second" })).Ok();
            var grown = (await user.SayAsync(session, "Hello")).Id;
            (await user.AppendAsync(session, grown, " world")).Ok();
            var draft = (await user.DraftAsync(session, "One")).Id;
            (await user.AppendAsync(session, draft, " two")).Ok();
            return draft;
        }

        async Task<List<long>> CountsAsync()
        {
            var counts = new List<long>();
            foreach (var table in TablesOfMessages)
                counts.Add(await behind.AskAsync<long>($"select count(*) from mt_doc_{table}"));
            return counts;
        }
    }
}
