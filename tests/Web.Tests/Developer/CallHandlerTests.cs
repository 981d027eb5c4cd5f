using Chat.Web.Developer;
using Chat.Web.Live;
using Chat.Web.SignIn;
using Web.Tests.Browsing;

namespace Web.Tests.Developer;

public sealed class CallHandlerTests(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_of_a_user_who_signed_out_are_forgotten()
    {
        await using var page = new PageContext(web, _user);
        await page.Get<IChatApi>().GetStatisticsAsync(Token);
        Assert.NotEmpty(page.Get<CallLog>().Calls);

        page.Get<CurrentUser>().SignOut();

        Assert.Empty(page.Get<CallLog>().Calls);
    }

    [Fact]
    public async Task A_call_whose_answer_comes_after_the_sign_out_is_not_recorded()
    {
        var (user, held) = (new CurrentUser(), new HeldCalls { InnerHandler = new HttpClientHandler() });
        user.SignIn(Tokens.For(_user));
        var log = new CallLog(user);
        using var http = new HttpClient(new CallHandler(user, new Connection(), log) { InnerHandler = held }) { BaseAddress = web.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", user.Token);
        await http.GetAsync("api/v1/chat-sessions", Token);
        Assert.Single(log.Calls);
        held.Hold(_ => true);

        var late = http.GetAsync("api/v1/chat-sessions", Token);
        await held.WaitAsync();
        user.SignOut();
        user.SignIn(Tokens.For(ChatServer.NewUser()));
        held.Release();
        await late;

        Assert.Empty(log.Calls);
    }

    [Fact]
    public async Task A_call_is_recorded_without_its_token()
    {
        await using var page = new PageContext(web, _user);
        var session = await page.Get<IChatApi>().CreateSessionAsync(new NewSession("It's \"mine\""), cancellationToken: Token);

        var call = Assert.Single(page.Get<CallLog>().Calls, call => call.Method == "POST");
        Assert.Equal((200, "/api/v1/chat-sessions", true), (call.Status, call.Address.AbsolutePath, call.IsWhole));
        Assert.Contains("mine", call.Body, StringComparison.Ordinal);
        Assert.Contains($"\"id\":{session.Id}", call.Answer, StringComparison.Ordinal);
        Assert.Contains(call.Headers, header => header.Name == "Content-Type" && header.Value.StartsWith("application/json", StringComparison.Ordinal));
        Assert.Contains(call.Headers, header => header.Name == "Idempotency-Key");
        Assert.DoesNotContain("Bearer ey", call.ToString() + string.Concat(call.Headers) + CurlCommand.Of(call), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_long_body_the_beginning_is_kept()
    {
        await using var page = new PageContext(web, _user);
        var session = await page.Get<IChatApi>().CreateSessionAsync(new NewSession("A"), cancellationToken: Token);
        await page.Get<IChatApi>().PostMessageAsync(session.Id, new NewMessage(string.Concat(Enumerable.Repeat("😀", 10_000))), cancellationToken: Token);

        var call = page.Get<CallLog>().Calls.First(call => call.Method == "POST");
        Assert.False(call.IsWhole);
        Assert.Equal(64 * 1024 + 1, call.Body!.Length);
    }
}
