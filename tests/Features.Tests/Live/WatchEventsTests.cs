using System.Text.Json;

namespace Features.Tests.Live;

public sealed partial class WatchEventsTests(ChatFixture chat)
{
    [Fact]
    public async Task Everything_that_happens_is_told_once_in_order_with_what_REST_answers()
    {
        var (name, user) = NewUser();
        using var reader = await OpenAsync(name);

        var session = await user.CreateAsync("Watched");
        var message = await user.SayAsync(session.Id, "Hello");
        var updated = (await user.PutAsync(Calls.Path(session.Id), new { title = "Other" })).Ok();
        var deleted = (await user.DeleteAsync(Calls.Path(session.Id))).Ok();
        var reactivated = (await user.PutAsync(Calls.Path(session.Id), new { is_active = true })).Ok();
        var edited = (await user.PutAsync($"{Calls.Messages(session.Id)}/{message.Id}", new { content = "Hello!" })).Ok();

        var events = await reader.TakeAsync(6);
        events.Select(e => e.Type).ShouldBe(
            ["session.created", "message.posted", "session.updated", "session.deactivated", "session.reactivated", "message.edited"]);
        events.Select(e => e.Id).ShouldBe([1, 2, 3, 4, 5, 6]);
        events[^1].Data.ShouldBeJson(edited.Json);
        events.Where(e => e.Type.StartsWith("session.", StringComparison.Ordinal)).ShouldAllBe(e => e.Data.GetProperty("id").GetInt64() == session.Id);
        events.ShouldAllBe(e => !e.Data.GetRawText().Contains("internals"));
        deleted["session_id"].GetInt64().ShouldBe(session.Id);
        (updated["title"].GetString(), reactivated["is_active"].GetBoolean()).ShouldBe(("Other", true));
    }

    [Fact]
    public async Task An_event_is_what_REST_answered_when_it_is_read_at_once()
    {
        var (name, user) = NewUser();
        using var reader = await OpenAsync(name);

        var session = await user.CreateAsync("Watched", metadata: new { a = 1 });
        (await reader.NextAsync())!.Data.ShouldBeJson(session.Json);
        var message = await user.SayAsync(session.Id, "Hello\n\"you\" 👋", metadata: new { b = new[] { 1, 2 } });
        (await reader.NextAsync())!.Data.ShouldBeJson(message.Json);
    }

    [Fact]
    public async Task A_reader_that_was_away_gets_every_later_event_and_then_live_ones()
    {
        var (name, user) = NewUser();
        var session = (await user.CreateAsync()).Id;
        for (var i = 0; i < 450; i++)
            await user.SayAsync(session, $"Message {i}");

        using var reader = await OpenAsync(name, lastId: 20);
        var missed = await reader.TakeAsync(431);
        missed.Select(e => e.Id!.Value).ShouldBe(Enumerable.Range(21, 431).Select(i => (long)i));

        await user.SayAsync(session, "Live");
        (await reader.NextAsync())!.Data.GetProperty("content").GetString().ShouldBe("Live");
    }

    [Fact]
    public async Task A_reader_without_a_position_starts_now_and_one_from_zero_at_the_beginning()
    {
        var (name, user) = NewUser();
        var session = (await user.CreateAsync()).Id;
        await user.SayAsync(session, "Before");
        using var fromNow = await OpenAsync(name);
        using var fromZero = await OpenAsync(name, ApiClient.Base + "/events?after=0");

        await user.SayAsync(session, "After");

        (await fromNow.NextAsync())!.Id.ShouldBe(3);
        (await fromZero.TakeAsync(3)).Select(e => e.Id!.Value).ShouldBe([1L, 2, 3]);
    }

    [Fact]
    public async Task The_header_counts_before_the_parameter()
    {
        var (name, user) = NewUser();
        await user.CreateAsync();
        await user.CreateAsync();

        using var reader = await OpenAsync(name, ApiClient.Base + "/events?after=0", lastId: 1);

        (await reader.NextAsync())!.Id.ShouldBe(2);
    }

    [Fact]
    public async Task A_session_tells_of_itself_only()
    {
        var (name, user) = NewUser();
        var (own, other) = ((await user.CreateAsync()).Id, (await user.CreateAsync()).Id);
        using var reader = await OpenAsync(name, Calls.Path(own) + "/events");

        await user.SayAsync(other, "There");
        await user.SayAsync(own, "Here");

        var e = (await reader.NextAsync()).ShouldNotBeNull();
        (e.Id, e.Data.GetProperty("content").GetString()).ShouldBe((4, "Here"));
    }

    [Fact]
    public async Task A_message_that_grows_comes_in_parts_and_whole_at_the_end()
    {
        var (name, user) = NewUser();
        var session = (await user.CreateAsync()).Id;
        using var reader = await OpenAsync(name);
        var draft = (await user.PostAsync(Calls.Messages(session), new { content = "A👋", status = "streaming" })).Ok();
        (await reader.NextAsync())!.Type.ShouldBe("message.posted");

        var text = "A👋";
        foreach (var delta in new[] { " one", " two", " 👋", " three" })
        {
            await AppendAsync(user, session, draft.Id, delta);
            var e = (await reader.NextAsync()).ShouldNotBeNull();
            e.Id.ShouldBeNull();
            e.Type.ShouldBe("message.delta");
            e.Data.ShouldBeJson(new { message_id = draft.Id, session_id = session, offset = text.EnumerateRunes().Count(), delta });
            text += delta;
        }

        var finished = (await user.PostAsync($"{Calls.Messages(session)}/{draft.Id}/finish", new { })).Ok();
        var last = (await reader.NextAsync()).ShouldNotBeNull();
        (last.Type, last.Id).ShouldBe(("message.finished", 3));
        last.Data.ShouldBeJson(finished.Json);
        finished["content"].GetString().ShouldBe(text);
    }

    [Fact]
    public async Task What_open_drafts_are_so_far_comes_first()
    {
        var (name, user) = NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = (await user.PostAsync(Calls.Messages(session), new { content = "So", status = "streaming" })).Ok().Id;
        await AppendAsync(user, session, draft, " far");

        using var reader = await OpenAsync(name, lastId: 2);

        (await reader.NextAsync())!.Data.ShouldBeJson(new { message_id = draft, session_id = session, offset = 0, delta = "So far" });
        await AppendAsync(user, session, draft, " so good");
        (await reader.NextAsync())!.Data.ShouldBeJson(new { message_id = draft, session_id = session, offset = 6, delta = " so good" });
    }

    [Fact]
    public async Task A_complete_message_that_grows_is_told_in_parts_and_in_the_end_as_edited()
    {
        var (name, user) = NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = (await user.SayAsync(session, "Done")).Id;
        using var reader = await OpenAsync(name);

        await AppendAsync(user, session, message, ", almost");
        (await reader.NextAsync())!.Data.ShouldBeJson(new { message_id = message, session_id = session, offset = 4, delta = ", almost" });
        (await user.PostAsync($"{Calls.Messages(session)}/{message}/finish", new { })).Ok();

        var edited = (await reader.NextAsync()).ShouldNotBeNull();
        edited.Type.ShouldBe("message.edited");
        edited.Data.GetProperty("content").GetString().ShouldBe("Done, almost");
        edited.Data.GetProperty("revision").GetInt64().ShouldBe(2);
    }

    private static (string Name, ApiClient User) NewUser(ChatServer server)
    {
        var name = ChatServer.NewUser();
        return (name, server.User(name));
    }

    private static async Task AppendAsync(ApiClient user, long session, long message, string delta) =>
        (await user.RawAsync(HttpMethod.Patch, $"{Calls.Messages(session)}/{message}/append", JsonSerializer.Serialize(new { delta }))).Ok();

    private (string Name, ApiClient User) NewUser() => NewUser(chat.Server);

    private Task<EventReader> OpenAsync(string name, string path = ApiClient.Base + "/events", long? lastId = null) =>
        EventReader.OpenAsync(chat.Server, Tokens.For(name), path, lastId);
}
