namespace Features.Tests.Sessions;

public sealed partial class DeleteSessionTests(ChatFixture chat)
{
    private const string Deleted = "Chat session deleted successfully";

    [Fact]
    public async Task A_deleted_session_is_inactive_and_else_as_it_was()
    {
        var time = new FixedTime();
        await using var host = await time.StartHostAsync(chat);
        var user = host.User();
        var session = await user.CreateAsync("Old", "research", new { a = 1 });
        var message = await user.SayAsync(session.Id, "Hello");
        time.Now = time.Now.AddSeconds(5);

        (await user.DeleteAsync(Calls.Path(session.Id))).ShouldBeOk(new { message = Deleted, session_id = session.Id });

        (await user.SessionAsync(session.Id)).ShouldBeOk(new
        {
            id = session.Id,
            user_id = session["user_id"],
            title = "Old",
            agent_type = "research",
            created_at = session["created_at"],
            last_message_at = message["created_at"],
            updated_at = FixedTime.Text(time.Now),
            is_active = false,
            metadata = new { a = 1 },
            message_count = 1,
            messages = new[] { message.Json },
        });
    }

    [Fact]
    public async Task Deleting_an_inactive_session_answers_the_same_and_changes_nothing()
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync();
        var first = (await user.DeleteAsync(Calls.Path(session.Id))).Ok();
        var before = await user.SessionAsync(session.Id);

        var second = (await user.DeleteAsync(Calls.Path(session.Id))).Ok();

        second.Body.ShouldBe(first.Body);
        (await user.SessionAsync(session.Id)).Body.ShouldBe(before.Body);
    }

    [Fact]
    public async Task A_session_that_was_created_inactive_is_deleted_with_the_same_answer()
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync(isActive: false);

        (await user.DeleteAsync(Calls.Path(session.Id))).ShouldBeOk(new { message = Deleted, session_id = session.Id });
    }

    [Fact]
    public async Task A_deleted_session_leaves_the_list_of_active_ones_only()
    {
        var user = chat.NewUser();
        var (kept, deleted) = ((await user.CreateAsync()).Id, (await user.CreateAsync()).Id);

        await user.DeleteAsync(Calls.Path(deleted));

        (await user.SessionIdsAsync("?is_active=true")).ShouldBe([kept]);
        (await user.SessionIdsAsync("?is_active=false")).ShouldBe([deleted]);
        (await user.SessionIdsAsync()).ShouldBe([deleted, kept]);
    }

    [Fact]
    public async Task A_deleted_session_can_be_activated_again()
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync();
        await user.DeleteAsync(Calls.Path(session.Id));

        (await user.PutAsync(Calls.Path(session.Id), new { is_active = true })).Ok()["is_active"].GetBoolean().ShouldBeTrue();

        (await user.SessionIdsAsync("?is_active=true")).ShouldBe([session.Id]);
    }

    [Fact]
    public async Task A_stranger_deletes_nothing()
    {
        var (owner, stranger) = (chat.NewUser(), chat.NewUser());
        var session = await owner.CreateAsync();

        var answer = await stranger.DeleteAsync(Calls.Path(session.Id));

        answer.ShouldBeNoSession();
        answer.ShouldBeTheSameAs(await stranger.DeleteAsync(Calls.Path(Calls.NeverAnId)));
        (await owner.SessionIdsAsync("?is_active=true")).ShouldBe([session.Id]);
    }
}
