using Chat.Features.Search.IndexSession;
using Features.Tests.Storage.LastRelease;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Features.Tests.Search;

/// <summary>What a version without search has stored, or stores beside this one.</summary>
public sealed class IndexSessionTests(ChatFixture chat)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_of_the_last_version_are_found_when_all_of_the_user_are_and_until_then_search_says_so()
    {
        var database = await LastVersion.RestoreAsync(chat.Postgres);
        await using var server = await LastVersion.StartHostAsync(database);
        var ada = server.User("ada");
        var content = (await ada.MessagesAsync(8))["messages"][0].GetProperty("content").GetString()!;
        var word = content.Split(' ')[0];
        var answer = await ada.SearchAsync(word);
        answer.StatusCode.ShouldBe(503, answer.Body);
        answer["detail"].GetString().ShouldBe("Messages of an earlier version are being made searchable; try again shortly");
        answer.Headers.RetryAfter.ShouldNotBeNull();
        (await server.User("somebody new").SearchAsync(word)).Ok();

        (await Worker(server).IndexAsync(Token)).ShouldBeGreaterThan(0);

        (await ada.FindAsync(word, "&session_id=8")).ShouldContain(content);
        var title = (await ada.BareSessionAsync(8))["title"].GetString()!;
        (await ada.FindAsync($"\"{title}\"")).ShouldContain("title: " + title);
        (await Worker(server).IndexAsync(Token)).ShouldBe(0);
        // A second start does not begin again.
        await using var second = await LastVersion.StartHostAsync(database);
        (await second.User("ada").SearchAsync(word)).Ok();
    }

    [Fact]
    public async Task What_a_host_of_the_version_before_writes_is_found_after_the_next_step()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        // Its clock stands, so that its job does not run by itself.
        await using var host = await DraftHost.StartAsync(database);
        await using var behind = new Behind(database);
        var user = host.Server.User();
        var session = (await user.CreateAsync("Title one")).Id;
        var message = (await user.SayAsync(session, "word one")).Id;
        var other = (await user.SayAsync(session, "word other")).Id;

        // As that host does: without telling that it keeps the index.
        await behind.ExecuteAsync("update mt_doc_chatmessage set data = data || '{\"content\": \"word two\"}' where id = $1", message);
        await ShouldBeIncompleteAsync();
        (await user.FindAsync("word two")).ShouldBe(["word two"]);
        (await user.FindAsync("one")).ShouldBe(["title: Title one"]);

        await behind.ExecuteAsync(
            "update mt_doc_chatsession set search_title = 'TITLE TWO', data = data || '{\"title\": \"Title two\"}' where id = $1", session);
        await ShouldBeIncompleteAsync();
        (await user.FindAsync("title")).ShouldBe(["title: Title two"]);

        await behind.ExecuteAsync("update mt_doc_chatsession set last_message_at = now() where id = $1", session);
        await behind.ExecuteAsync("delete from mt_doc_chatmessage where id = $1", other);
        (await user.FindAsync("word")).ShouldBe(["word two"]);
        (await behind.AskAsync<long>("select count(*) from mt_doc_searchentry where id = $1", other)).ShouldBe(0);

        async Task ShouldBeIncompleteAsync()
        {
            (await user.SearchAsync("word")).StatusCode.ShouldBe(503);
            await Worker(host.Server).IndexAsync(Token);
        }
    }

    [Fact]
    public async Task A_long_session_is_indexed_in_steps_that_writes_pass()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await DraftHost.StartAsync(database);
        await using var behind = new Behind(database);
        var user = host.Server.User();
        var session = (await user.CreateAsync()).Id;
        for (var i = 0; i < 13; i++)
            (await user.PostAsync($"{Calls.Messages(session)}/batch", new { messages = Enumerable.Range(100 * i, 100).Select(n => new { content = $"word {n}" }) })).Ok();
        (await behind.ExecuteAsync("delete from mt_doc_searchentry where session_id = $1", session)).ShouldBe(1_301);
        (await user.FindAsync("word")).ShouldBeEmpty();
        await behind.ExecuteAsync("update mt_doc_chatmessage set data = data where session_id = $1 and sequence = 1", session);

        var writes = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
                await user.SayAsync(session, $"meanwhile {i}");
        }, Token);
        (await Worker(host.Server).IndexAsync(Token)).ShouldBe(3);
        await writes;

        (await behind.AskAsync<long>("select count(*) from mt_doc_searchentry where session_id = $1", session)).ShouldBe(1_321);
        (await user.FindAsync("1299")).ShouldBe(["word 1299"]);
        (await user.FindAsync("meanwhile 19")).ShouldBe(["meanwhile 19"]);
    }

    private static IndexWorker Worker(ChatServer server) => server.Services.GetServices<IHostedService>().OfType<IndexWorker>().Single();
}
