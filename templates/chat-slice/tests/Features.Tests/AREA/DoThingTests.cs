namespace Features.Tests.AREA;

public sealed class DoThingTests(ChatFixture chat)
{
#if (area == "Statistics")
    [Fact]
    public async Task The_sessions_of_the_user_are_counted()
    {
        const string path = $"{ApiClient.Base}/stats/do-thing";
        var user = chat.NewUser();
        (await user.GetAsync(path)).ShouldBeOk(new { count = 0 });

        await user.CreateAsync();

        (await user.GetAsync(path)).ShouldBeOk(new { count = 1 });
    }
#elseif (area == "Drafts")
    [Fact]
    public async Task The_versions_of_a_message_are_counted()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = (await user.SayAsync(session, "Hello")).Id;

        (await user.GetAsync(Calls.Message(session, message) + "/do-thing")).ShouldBeOk(new { count = 1 });
        (await user.GetAsync(Calls.Message(session, Calls.NeverAnId) + "/do-thing")).ShouldBeNoMessage();
        (await chat.NewUser().GetAsync(Calls.Message(session, message) + "/do-thing")).ShouldBeNoSession();
    }
#else
    [Fact]
    public async Task The_messages_of_a_session_are_counted()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        await user.SayAsync(session, "Hello");
#if (area == "Sessions")
        var path = Calls.Path(session) + "/do-thing";
#else
        var path = Calls.Messages(session) + "/do-thing";
#endif

        (await user.GetAsync(path)).ShouldBeOk(new { count = 1 });
        (await chat.NewUser().GetAsync(path)).ShouldBeNoSession();
    }
#endif
}
