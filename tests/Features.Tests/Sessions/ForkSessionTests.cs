using System.Text.Json;
using Features.Tests.EntityTags;
using Features.Tests.Live;

namespace Features.Tests.Sessions;

public sealed partial class ForkSessionTests(ChatFixture chat)
{
    [Fact]
    public async Task All_messages_are_copied_into_a_new_session_that_goes_on_by_itself()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var source = await user.CreateAsync("The one", "research", new { key = "value" });
        var said = await SayAsync(user, source.Id, "user", "assistant", "system", "user");
        var before = await SourceAsync();
        using var live = await EventReader.OpenAsync(chat.Server, Tokens.For(name));

        var fork = await ForkAsync(user, source.Id);

        var at = fork["created_at"];
        fork.ShouldBeOk(before.With(
            ("id", fork.Id), ("message_count", 4), ("created_at", at), ("updated_at", at), ("last_message_at", said[^1].GetProperty("created_at")),
            ("metadata", new { key = "value", forked_from = new { session_id = source.Id, sequence = 4 } })));
        fork.Headers.Location!.ToString().ShouldBe(Calls.Path(fork.Id));
        fork.Tag().ShouldBe((await user.BareSessionAsync(fork.Id)).Tag());
        var told = (await live.NextAsync()).ShouldNotBeNull();
        told.Type.ShouldBe("session.copied");
        told.Data.ShouldBeJson(fork.Json);
        var copies = (await user.MessagesAsync(fork.Id)).Items("messages");
        foreach (var (copy, message) in copies.Zip(said))
            copy.ShouldBeJson(message.With(("id", UserView.Id(copy)), ("session_id", fork.Id)));
        copies.Select(UserView.Id).Intersect(said.Select(UserView.Id)).ShouldBeEmpty();

        (await user.SayAsync(fork.Id, "And on"))["sequence"].GetInt64().ShouldBe(5);
        (await user.MessagesAsync(fork.Id, "?message_type=user")).Items("messages").Select(UserView.Sequence).ShouldBe([1, 4, 5]);
        (await user.EditAsync(fork.Id, UserView.Id(copies[0]), new { content = "Other" })).Ok();
        (await SourceAsync()).ShouldBeJson(before);
        (await user.MessagesAsync(source.Id)).Items("messages").Zip(said).ToList().ForEach(pair => pair.First.ShouldBeJson(pair.Second));
        (await user.MessageAsync(fork.Id, UserView.Id(copies[3]))).Json.ShouldBeJson(copies[3]);

        async Task<JsonElement> SourceAsync() => (await user.SessionsAsync()).Items("sessions").Single(session => UserView.Id(session) == source.Id);
    }

    [Fact]
    public async Task Up_to_a_sequence_under_another_title_and_of_a_fork_again()
    {
        var user = chat.NewUser();
        var source = (await user.CreateAsync("The one")).Id;
        await SayAsync(user, source, "system", "user", "assistant", "user", "assistant");
        (await user.DeleteAsync(Calls.Path(source))).Ok();

        var first = await ForkAsync(user, source, new { up_to_sequence = 3, title = "  Another way " });
        var second = await ForkAsync(user, first.Id, new { up_to_sequence = 2.0 });

        (first["title"].GetString(), first["is_active"].GetBoolean(), first["message_count"].GetInt64()).ShouldBe(("Another way", true, 3));
        first["metadata"].ShouldBeJson(new { forked_from = new { session_id = source, sequence = 3 } });
        second["metadata"].ShouldBeJson(new { forked_from = new { session_id = first.Id, sequence = 2 } });
        (await user.MessagesAsync(second.Id)).Items("messages").Select(message => message.GetProperty("content").GetString()).ShouldBe(["system 1", "user 2"]);
        (await user.MessagesAsync(second.Id, "?message_type=assistant"))["total_count"].GetInt64().ShouldBe(0);
        (await user.SayAsync(second.Id, "Well", "assistant", "primary"))["sequence"].GetInt64().ShouldBe(3);
        (await user.MessagesAsync(second.Id, "?message_type=assistant"))["total_count"].GetInt64().ShouldBe(1);
        var bare = await ForkAsync(user, (await user.CreateAsync()).Id);
        (bare["message_count"].GetInt64(), bare["metadata"].GetProperty("forked_from").GetProperty("sequence").GetInt64()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Copies_have_no_earlier_versions_and_no_feedback_and_grow_no_more()
    {
        var user = chat.NewUser();
        var source = (await user.CreateAsync()).Id;
        var said = (await SayAsync(user, source, "user", "user", "user")).Select(UserView.Id).ToList();
        (await user.EditAsync(source, said[0], new { content = "Edited" })).Ok();
        var judged = (await user.PutAsync(Calls.Message(source, said[0]) + "/feedback", new { rating = "up", comment = "Good" })).Ok();
        (await user.DeleteAsync(Calls.Message(source, said[1]))).Ok();
        (await user.AppendAsync(source, said[2], ", appended")).Ok();
        var draft = (await user.DraftAsync(source, "Half")).Id;
        var grown = (await user.AppendAsync(source, draft, " more")).Ok();

        var fork = (await ForkAsync(user, source)).Id;

        var copies = (await user.MessagesAsync(fork)).Items("messages");
        copies.Select(copy => (copy.GetProperty("content").GetString(), copy.GetProperty("status").GetString())).ShouldBe(
            [("Edited", "complete"), ("", "deleted"), ("user 3, appended", "complete"), ("Half more", "interrupted")]);
        copies.ShouldAllBe(copy => copy.GetProperty("revision").GetInt64() == 1 && copy.GetProperty("feedback").ValueKind == JsonValueKind.Null);
        copies[0].GetProperty("updated_at").GetString().ShouldBe(judged["updated_at"].GetString());
        copies[3].GetProperty("updated_at").GetString().ShouldBe(grown["updated_at"].GetString());
        (await user.RevisionsAsync(fork, UserView.Id(copies[0]))).ShouldBeEmpty();
        (await user.StatsAsync())["feedback"].ShouldBeJson(new { up = 1, down = 0 });
        (await user.AppendAsync(fork, UserView.Id(copies[3]), "!")).StatusCode.ShouldBe(409);
        (await user.AppendAsync(source, draft, "!")).Ok()["length"].GetInt64().ShouldBe(10);
    }

    [Fact]
    public async Task Sent_again_with_its_key_it_copies_once()
    {
        var user = chat.NewUser();
        var source = (await user.CreateAsync()).Id;
        await SayAsync(user, source, "user");

        var first = await user.PostWithKeyAsync(Path(source), "", "fork-1");
        first.ShouldBeFirst();
        (await user.PostWithKeyAsync(Path(source), "", "fork-1")).ShouldReplay(first);

        (await user.SessionsAsync())["total_count"].GetInt64().ShouldBe(2);
        (await user.StatsAsync())["total_messages"].GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task The_limit_of_active_sessions_holds_and_statistics_agree_when_many_fork_at_once()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var source = (await user.CreateAsync()).Id;
        await SayAsync(user, source, "user", "assistant");

        var forks = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? ForkAsync(user, source) : ForkAsync(user, source, new { up_to_sequence = 1 })));

        forks.SelectMany(fork => fork.Json.TryGetProperty("deactivated_session_ids", out var ids) ? ids.EnumerateArray().ToArray() : []).Count().ShouldBe(16);
        (await user.SessionsAsync("?is_active=true"))["total_count"].GetInt64().ShouldBe(5);
        var stats = await user.StatsAsync();
        (stats["total_sessions"].GetInt64(), stats["active_sessions"].GetInt64(), stats["total_messages"].GetInt64()).ShouldBe((21, 5, 32));
        (await chat.Server.ProjectionsAsync("verify", name)).ExitCode.ShouldBe(0);
        var view = await UserView.ReadAsync(user);
        (await chat.Server.ProjectionsAsync("rebuild", name)).ExitCode.ShouldBe(0);
        view.ShouldTellTheSameAs(await UserView.ReadAsync(user));
    }

    private static string Path(long session) => Calls.Path(session) + "/fork";

    private static async Task<ApiAnswer> ForkAsync(ApiClient user, long session, object? body = null) =>
        (await (body is null ? user.SendAsync(HttpMethod.Post, Path(session)) : user.PostAsync(Path(session), body))).Ok();

    private static async Task<IReadOnlyList<JsonElement>> SayAsync(ApiClient user, long session, params string[] types)
    {
        var messages = types.Select((type, i) => new { content = $"{type} {i + 1}", message_type = type, agent_type = "primary", metadata = new { of = i } });
        return (await user.PostBatchAsync(session, messages)).Ok().Items("messages");
    }
}
