namespace Features.Tests.Drafts;

public sealed partial class AppendMessageTests(ChatFixture chat)
{
    [Fact]
    public async Task A_draft_grows_and_whoever_reads_sees_what_is_there_so_far()
    {
        var (user, session, draft) = await OpenAsync();
        draft.Json.ShouldBeJson(new
        {
            id = draft.Id,
            session_id = session,
            content = "",
            message_type = "assistant",
            agent_type = "primary",
            created_at = draft["created_at"],
            metadata = new { },
            sequence = 1,
            status = "streaming",
            posted_by = (string?)null,
            updated_at = draft["created_at"],
            revision = 1,
            feedback = (object?)null,
        });
        (await user.MessageAsync(session, draft.Id)).Json.ShouldBeJson(draft.Json);

        var text = "";
        foreach (var delta in new[] { "Once", " upon", " a", " time 👋", "\n" })
        {
            text += delta;
            var answer = await user.AppendAsync(session, draft.Id, delta);

            answer.ShouldBeOk(new { id = draft.Id, session_id = session, length = Length(text), status = "streaming", revision = 1, updated_at = answer["updated_at"] });
            (await user.MessageAsync(session, draft.Id)).Json
                .ShouldBeJson(draft.Json.With(("content", text), ("updated_at", answer["updated_at"])));
        }
    }

    [Fact]
    public async Task Other_messages_of_the_session_stay_as_they_are_and_so_do_counts_and_times()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var before = await user.SayAsync(session, "Before");
        var draft = await user.DraftAsync(session, "A");
        var after = await user.SayAsync(session, "After");
        var (bare, statistics) = (await user.BareSessionAsync(session), await user.StatsAsync());

        (await user.AppendAsync(session, draft.Id, "B")).Ok();

        var messages = (await user.MessagesAsync(session)).Items("messages");
        messages.Select(message => message.GetProperty("content").GetString()).ShouldBe(["Before", "AB", "After"]);
        messages[0].ShouldBeJson(before.Json);
        messages[2].ShouldBeJson(after.Json);
        (await user.BareSessionAsync(session)).Body.ShouldBe(bare.Body);
        (await user.StatsAsync()).Body.ShouldBe(statistics.Body);
    }

    [Fact]
    public async Task The_same_text_at_the_same_place_is_there_already_whatever_came_since_and_however_it_is_cut()
    {
        var (user, session, draft) = await OpenAsync("Ab👋");
        string[] parts = ["c", "👋👋", "d", " efg ", "👨‍👩‍👧", "h"];
        var text = "Ab👋";
        foreach (var part in parts)
        {
            foreach (var _ in new[] { "sent", "and again" })
                (await user.AppendAsync(session, draft.Id, part, Length(text))).Ok()["length"].GetInt64().ShouldBe(Length(text + part));
            text += part;
        }
        var whole = text.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
        var last = (await user.MessageAsync(session, draft.Id)).Json;

        for (var from = 0; from <= whole.Length; from++)
        {
            for (var to = from; to <= whole.Length; to++)
            {
                if (from == whole.Length)
                    continue; // At its end it would grow.
                var again = await user.AppendAsync(session, draft.Id, string.Concat(whole[from..to]), from);
                again.Ok()["length"].GetInt64().ShouldBe(whole.Length);
                again["updated_at"].GetString().ShouldBe(last.GetProperty("updated_at").GetString());
            }
        }

        (await user.MessageAsync(session, draft.Id)).Json.ShouldBeJson(last);
        (await user.FinishAsync(session, draft.Id)).Ok()["content"].GetString().ShouldBe(text);
        (await user.AppendAsync(session, draft.Id, " efg ", 6)).StatusCode.ShouldBe(409);
        (await user.AppendAsync(session, draft.Id, "d efg", 6)).Ok()["status"].GetString().ShouldBe("complete");
    }

    [Theory]
    [InlineData("Hello", 0, "the same length, another text")]
    [InlineData("👋x", 1, "a part of it is there")]
    [InlineData("👋de", 1, "it goes beyond the end")]
    [InlineData("X", 3, "before the end")]
    [InlineData("d", 5, "beyond the end")]
    [InlineData("", 5, "nothing beyond the end")]
    [InlineData("d", 9007199254740991, "far beyond the end")]
    public async Task Any_other_place_is_a_409_with_the_true_length(string delta, long offset, string why)
    {
        var (user, session, draft) = await OpenAsync("a");
        (await user.AppendAsync(session, draft.Id, "👋")).Ok();
        (await user.AppendAsync(session, draft.Id, "bc")).Ok();

        var answer = await user.AppendAsync(session, draft.Id, delta, offset);

        answer.ShouldBeConflict("The message has 4 characters", length: 4);
        (await user.ContentAsync(session, draft.Id)).ShouldBe("a👋bc", why);
        (await user.AppendAsync(session, draft.Id, "d", answer["length"].GetInt64())).Ok()["length"].GetInt64().ShouldBe(5);
    }

    [Fact]
    public async Task A_complete_message_grows_too_and_what_was_there_is_kept_as_a_revision_when_it_is_finished()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = await user.SayAsync(session, "Hello", metadata: new { a = 1 });

        var grown = (await user.AppendAsync(session, message.Id, " world", 5)).Ok();
        grown["status"].GetString().ShouldBe("complete");
        (await user.AppendAsync(session, message.Id, "!", 11)).Ok()["length"].GetInt64().ShouldBe(12);

        var read = await user.MessageAsync(session, message.Id);
        read.Json.ShouldBeJson(message.Json.With(("content", "Hello world!"), ("updated_at", read["updated_at"])));
        (await user.RevisionsAsync(session, message.Id)).ShouldBeEmpty();

        var finished = (await user.FinishAsync(session, message.Id, new { b = 2 })).Ok();
        finished.Json.ShouldBeJson(message.Json.With(
            ("content", "Hello world!"), ("updated_at", finished["updated_at"]), ("revision", 2), ("metadata", new { a = 1, b = 2 })));
        (await user.MessageAsync(session, message.Id)).Json.ShouldBeJson(finished.Json);
        (await user.RevisionsAsync(session, message.Id)).Single().ShouldBeJson(message.Json);
    }

    [Fact]
    public async Task Nothing_keeps_a_draft_open_and_leaves_a_complete_message_alone()
    {
        var (user, session, draft) = await OpenAsync("Wait");
        var complete = await user.SayAsync(session, "Done");

        (await user.AppendAsync(session, draft.Id, "")).Ok()["updated_at"].ShouldBeATime().ShouldBeGreaterThan(draft["updated_at"].ShouldBeATime());
        (await user.AppendAsync(session, complete.Id, "")).Ok()["length"].GetInt64().ShouldBe(4);

        (await user.ContentAsync(session, draft.Id)).ShouldBe("Wait");
        (await user.MessageAsync(session, complete.Id)).Json.ShouldBeJson(complete.Json);
        (await user.FinishAsync(session, complete.Id)).Ok()["revision"].GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task An_interrupted_message_stays_as_it_is()
    {
        var (user, session, draft) = await OpenAsync("Half a");
        var aborted = (await user.AbortAsync(session, draft.Id)).Ok();

        foreach (var offset in new[] { 0, 6 })
            (await user.AppendAsync(session, draft.Id, " loaf", offset)).ShouldBeConflict("The message was interrupted; post another one", length: 6);
        (await user.AppendAsync(session, draft.Id, " loaf")).ShouldBeConflict("The message was interrupted; post another one", length: 6);

        (await user.MessageAsync(session, draft.Id)).Json.ShouldBeJson(aborted.Json);
    }

    [Fact]
    public async Task A_message_of_another_session_or_user_is_not_there()
    {
        var (owner, session, draft) = await OpenAsync("Mine");
        var other = (await owner.CreateAsync()).Id;
        var stranger = chat.NewUser();
        var strange = (await stranger.CreateAsync()).Id;

        (await owner.AppendAsync(other, draft.Id, "?")).ShouldBeNoMessage();
        (await owner.AppendAsync(session, Calls.NeverAnId, "?")).ShouldBeNoMessage();
        (await owner.AppendAsync(Calls.NeverAnId, draft.Id, "?")).ShouldBeNoSession();
        (await stranger.AppendAsync(session, draft.Id, "?")).ShouldBeNoSession();
        (await stranger.AppendAsync(strange, draft.Id, "?")).ShouldBeNoMessage();
        foreach (var id in new[] { "0", "-1", "x", "1.0", "9007199254740992" })
            (await owner.PatchAsync($"{Calls.Messages(session)}/{id}/append", new { delta = "?" })).ShouldBeNoMessage();

        (await owner.ContentAsync(session, draft.Id)).ShouldBe("Mine");
    }

    /// <summary>A user with a session and a streaming message.</summary>
    private async Task<(ApiClient User, long Session, ApiAnswer Draft)> OpenAsync(string content = "")
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        return (user, session, await user.DraftAsync(session, content));
    }

    private static long Length(string text) => text.EnumerateRunes().Count();
}
