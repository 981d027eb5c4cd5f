namespace Client.Tests;

/// <summary>The calls of <see cref="IChatApi"/>, against the service.</summary>
public sealed class ChatApiTests(ChatFixture chat)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_conversation()
    {
        var name = ChatServer.NewUser();
        var api = chat.Server.ClientOf(name);

        var session = await api.CreateSessionAsync(new NewSession("Hello", AgentType.LogAnalysis, new() { ["k"] = 1 }), cancellationToken: Token);
        var message = await api.PostMessageAsync(session.Id, new NewMessage("Hi"), cancellationToken: Token);

        session.ShouldSatisfyAllConditions(
            () => session.UserId.ShouldBe(name),
            () => session.AgentType.ShouldBe(AgentType.LogAnalysis),
            () => session.Metadata["k"]!.GetValue<int>().ShouldBe(1),
            () => session.DeactivatedSessionIds.ShouldBeNull());
        (message.SessionId, message.Content, message.MessageType, message.Sequence, message.Status).ShouldBe((session.Id, "Hi", MessageType.User, 1, MessageStatus.Complete));
        (await api.GetSessionAsync(session.Id, cancellationToken: Token)).Messages.Select(m => m.Id).ShouldBe([message.Id]);
    }
}
