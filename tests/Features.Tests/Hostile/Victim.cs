namespace Features.Tests.Hostile;

/// <summary>A user with a session and a message that no hostile call may change.</summary>
internal sealed record Victim(ApiClient User, string Token, long Session, long Message, UserView Before)
{
    public static async Task<Victim> CreateAsync(ChatServer server, string text = "fuzz")
    {
        var name = $"{text}-{ChatServer.NewUser()}";
        var user = server.User(name);
        var session = (await user.CreateAsync($"{text} title", metadata: new { of = text })).Id;
        var message = (await user.SayAsync(session, $"{text} content", metadata: new { of = text })).Id;
        return new Victim(user, Tokens.For(name), session, message, await UserView.ReadAsync(user));
    }

    /// <summary>Fails if any member of any response has changed.</summary>
    public async Task ShouldBeUnharmedAsync() => (await UserView.ReadAsync(User)).ShouldTellTheSameAs(Before);
}
