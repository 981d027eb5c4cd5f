namespace Features.Tests.Messages;

public sealed class GetMessageTests(ChatFixture chat)
{
    [Fact]
    public async Task A_message_is_read_as_it_was_answered_and_as_lists_show_it()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = await user.SayAsync(session, " Hello 👋 ", "assistant", "router", new { a = new[] { 1.5, 2 } });

        var answer = await user.GetAsync(Calls.Message(session, message.Id));

        answer.ShouldBeOk(message.Json);
        (await user.MessageAsync(session, message.Id)).Json.ShouldBeJson(message.Json);
        (await user.GetAsync(message.Headers.Location!.OriginalString)).ShouldBeOk(message.Json);
    }

    [Fact]
    public async Task A_message_of_another_session_or_user_is_not_there_like_an_id_that_never_was()
    {
        var (owner, stranger) = (chat.NewUser(), chat.NewUser());
        var (session, other) = ((await owner.CreateAsync()).Id, (await owner.CreateAsync()).Id);
        var strange = (await stranger.CreateAsync()).Id;
        var message = (await owner.SayAsync(session, "Mine")).Id;

        (await owner.GetAsync(Calls.Message(other, message))).ShouldBeNoMessage();
        (await stranger.GetAsync(Calls.Message(strange, message))).ShouldBeTheSameAs(await stranger.GetAsync(Calls.Message(strange, Calls.NeverAnId)));
        (await stranger.GetAsync(Calls.Message(session, message))).ShouldBeNoSession();
        foreach (var id in new[] { "0", "-1", "x", "1.0", "+1", "9007199254740992", "99999999999999999999" })
            (await owner.GetAsync($"{Calls.Messages(session)}/{id}")).ShouldBeNoMessage();
    }

    [Fact]
    public async Task Without_history_no_message_is_there_to_read()
    {
        await using var host = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_ENABLE_MESSAGE_HISTORY"] = "false" });
        var user = host.User();
        var session = (await user.CreateAsync()).Id;
        var message = await user.SayAsync(session, "secret");

        (await user.GetAsync(Calls.Message(session, message.Id))).ShouldBeNoMessage();
        (await user.GetAsync(Calls.Message(Calls.NeverAnId, message.Id))).ShouldBeNoSession();
    }
}
