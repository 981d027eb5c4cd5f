using System.Text.Json;
using Chat.Features.Shared.Json;

namespace Features.Tests.Live;

/// <summary>What a reader of a session's stream gets.</summary>
public sealed partial class WatchDraftTests(ChatFixture chat)
{
    private const string
        TextStart = """{"type":"text-start","id":"t1"}""",
        TextEnd = """{"type":"text-end","id":"t1"}""",
        Finish = """{"type":"finish"}""",
        Abort = """{"type":"abort","reason":"The message was interrupted"}""",
        Deleted = """{"type":"error","errorText":"The message was deleted"}""",
        Done = "[DONE]";

    [Fact]
    public async Task The_text_so_far_comes_first_then_what_is_appended_then_the_end()
    {
        var (name, user) = NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = (await user.DraftAsync(session, "So")).Id;
        (await user.AppendAsync(session, draft, " \"far\"\n👋")).Ok();
        using var reader = await OpenAsync(name, session);

        (await reader.TakeAsync(3)).ShouldBe([Start(draft), TextStart, Delta("So \"far\"\n👋")]);
        (await user.AppendAsync(session, draft, " é👩‍👩‍👧")).Ok();
        (await reader.NextAsync()).ShouldBe(Delta(" é👩‍👩‍👧"));
        (await user.AppendAsync(session, draft, "")).Ok();
        (await user.FinishAsync(session, draft)).Ok();
        (await reader.RestAsync()).ShouldBe([TextEnd, Finish, Done]);

        (await user.GetAsync(UiStreamReader.PathOf(session))).StatusCode.ShouldBe(204);
    }

    [Fact]
    public async Task The_headers_are_those_of_a_UI_message_stream_and_of_every_event_stream()
    {
        var (name, user) = NewUser();
        var session = (await user.CreateAsync()).Id;
        await user.DraftAsync(session);

        using var reader = await OpenAsync(name, session);

        var headers = reader.Response.Headers;
        reader.Response.Content.Headers.ContentType!.ToString().ShouldBe("text/event-stream");
        reader.Response.Content.Headers.ContentEncoding.ShouldBeEmpty();
        headers.GetValues("x-vercel-ai-ui-message-stream").ShouldBe(["v1"]);
        headers.GetValues("x-accel-buffering").ShouldBe(["no"]);
        headers.NonValidated["Cache-Control"].ToString().ShouldBe("no-store, no-transform");
    }

    [Fact]
    public async Task Without_a_streaming_message_it_is_a_204_and_without_the_session_a_404()
    {
        var (_, user) = NewUser();
        var session = (await user.CreateAsync()).Id;
        await ShouldBeNothingAsync();
        var complete = (await user.SayAsync(session, "Whole")).Id;
        await ShouldBeNothingAsync();
        // It grows, but it is there already.
        (await user.AppendAsync(session, complete, ", almost")).Ok();
        await ShouldBeNothingAsync();
        var draft = (await user.DraftAsync(session, "Half")).Id;
        (await user.AbortAsync(session, draft)).Ok();
        await ShouldBeNothingAsync();

        await user.DraftAsync((await user.CreateAsync()).Id);
        await ShouldBeNothingAsync();
        (await user.GetAsync(UiStreamReader.PathOf(Calls.NeverAnId))).ShouldBeNoSession();
        (await chat.NewUser().GetAsync(UiStreamReader.PathOf(session))).ShouldBeNoSession();

        async Task ShouldBeNothingAsync()
        {
            var answer = await user.GetAsync(UiStreamReader.PathOf(session));
            (answer.StatusCode, answer.Body).ShouldBe((204, ""));
            answer.ShouldBeGuarded();
            answer.Headers.Contains("x-vercel-ai-ui-message-stream").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Of_several_drafts_it_is_the_newest_and_then_the_next()
    {
        var (name, user) = NewUser();
        var session = (await user.CreateAsync()).Id;
        var drafts = new List<long>();
        for (var i = 0; i < 3; i++)
            drafts.Add((await user.DraftAsync(session, $"{i}")).Id);

        foreach (var i in new[] { 2, 1, 0 })
        {
            using var reader = await OpenAsync(name, session);
            (await reader.TakeAsync(3)).ShouldBe([Start(drafts[i]), TextStart, Delta(i + new string('+', 2 - i))]);
            foreach (var draft in drafts.Take(i + 1))
                (await user.AppendAsync(session, draft, "+")).Ok();
            (await user.FinishAsync(session, drafts[i])).Ok();
            var rest = await reader.RestAsync();
            (UiStreamReader.TextOf(rest), rest[^1]).ShouldBe(("+", Done));
        }
    }

    [Fact]
    public async Task A_message_that_is_interrupted_is_aborted_and_what_is_there_stays()
    {
        var (name, user) = NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = (await user.DraftAsync(session)).Id;
        using var reader = await OpenAsync(name, session);
        (await reader.TakeAsync(2)).ShouldBe([Start(draft), TextStart]);

        (await user.AppendAsync(session, draft, "Half")).Ok();
        (await user.AbortAsync(session, draft)).Ok();

        var rest = await reader.RestAsync();
        UiStreamReader.TextOf(rest).ShouldBe("Half");
        rest.TakeLast(3).ShouldBe([TextEnd, Abort, Done]);
    }

    [Fact]
    public async Task A_message_that_times_out_is_aborted()
    {
        await using var host = await DraftHost.StartAsync(await chat.Postgres.NewDatabaseAsync());
        // The token is valid at the host's time.
        var token = Tokens.Mint(new Dictionary<string, object?>(StringComparer.Ordinal) { ["sub"] = "ada", ["exp"] = host.Time.GetUtcNow().AddYears(1).ToUnixTimeSeconds() });
        var user = host.Server.WithToken(token);
        var session = (await user.CreateAsync()).Id;
        await user.DraftAsync(session, "Half");
        using var reader = (await UiStreamReader.OpenAsync(host.Server, token, session)).ShouldNotBeNull();
        await reader.TakeAsync(3);

        host.Time.Shift(DraftHost.Timeout * 2);
        (await host.InterruptAsync()).ShouldBe(1);

        (await reader.RestAsync()).ShouldBe([TextEnd, Abort, Done]);
    }

    [Theory]
    [InlineData("message")]
    [InlineData("session")]
    [InlineData("user")]
    public async Task What_is_erased_ends_as_an_error(string what)
    {
        var (name, user) = NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = (await user.DraftAsync(session, "Half")).Id;
        using var reader = await OpenAsync(name, session);
        await reader.TakeAsync(3);

        (await user.DeleteAsync(what switch
        {
            "message" => Calls.Message(session, draft),
            "session" => Calls.Path(session) + "?permanent=true",
            _ => "/api/v1/users/me",
        })).Ok();

        (await reader.RestAsync()).ShouldBe([Deleted, Done]);
    }

    [Fact]
    public async Task A_session_that_becomes_inactive_goes_on()
    {
        var (name, user) = NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = (await user.DraftAsync(session, "Half")).Id;
        using var reader = await OpenAsync(name, session);
        await reader.TakeAsync(3);

        (await user.DeleteAsync(Calls.Path(session))).Ok();
        (await user.AppendAsync(session, draft, " and half")).Ok();

        (await reader.NextAsync()).ShouldBe(Delta(" and half"));
    }

    private static string Start(long message) => $$"""{"type":"start","messageId":"{{message}}"}""";

    private static string Delta(string text) => $$"""{"type":"text-delta","id":"t1","delta":{{JsonSerializer.Serialize(text, ChatJson.Options)}}}""";

    private (string Name, ApiClient User) NewUser()
    {
        var name = ChatServer.NewUser();
        return (name, chat.Server.User(name));
    }

    private async Task<UiStreamReader> OpenAsync(string name, long session) =>
        (await UiStreamReader.OpenAsync(chat.Server, Tokens.For(name), session)).ShouldNotBeNull();
}
