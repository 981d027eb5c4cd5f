namespace Features.Tests.Drafts;

public sealed class AbortMessageTests(ChatFixture chat)
{
    [Fact]
    public async Task A_draft_is_interrupted_with_what_is_there_and_the_same_call_again_changes_nothing()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = await user.DraftAsync(session, "Half", new { model = "m" });
        (await user.AppendAsync(session, draft.Id, " a loaf")).Ok();

        var aborted = await user.AbortAsync(session, draft.Id);

        aborted.ShouldBeOk(draft.Json.With(("content", "Half a loaf"), ("status", "interrupted"), ("updated_at", aborted["updated_at"])));
        aborted["updated_at"].ShouldBeATime().ShouldBeGreaterThan(draft["updated_at"].ShouldBeATime());
        (await user.MessageAsync(session, draft.Id)).Json.ShouldBeJson(aborted.Json);
        (await user.AbortAsync(session, draft.Id)).ShouldBeOk(aborted.Json);
        (await user.BareSessionAsync(session))["updated_at"].GetString().ShouldBe(aborted["updated_at"].GetString());
        (await user.BareSessionAsync(session))["message_count"].GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_draft_without_a_word_stays_as_an_empty_message()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = await user.DraftAsync(session);

        (await user.AbortAsync(session, draft.Id)).Ok()["content"].GetString().ShouldBe("");

        (await user.SayAsync(session, "Next"))["sequence"].GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task A_complete_message_is_a_409_whether_it_grows_or_not()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = await user.SayAsync(session, "Whole");

        (await user.AbortAsync(session, message.Id)).ShouldBeConflict("The message is complete");
        (await user.AppendAsync(session, message.Id, " and more")).Ok();
        (await user.AbortAsync(session, message.Id)).ShouldBeConflict("The message is complete");

        (await user.ContentAsync(session, message.Id)).ShouldBe("Whole and more");
    }

    [Fact]
    public async Task A_message_of_another_session_or_user_is_not_there()
    {
        var (owner, stranger) = (chat.NewUser(), chat.NewUser());
        var (session, other) = ((await owner.CreateAsync()).Id, (await owner.CreateAsync()).Id);
        var draft = await owner.DraftAsync(session, "Mine");

        (await owner.AbortAsync(other, draft.Id)).ShouldBeNoMessage();
        (await owner.AbortAsync(session, Calls.NeverAnId)).ShouldBeNoMessage();
        (await stranger.AbortAsync(session, draft.Id)).ShouldBeNoSession();

        (await owner.MessageAsync(session, draft.Id)).Json.ShouldBeJson(draft.Json);
    }
}
