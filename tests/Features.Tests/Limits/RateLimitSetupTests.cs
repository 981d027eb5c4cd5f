using System.Globalization;
using Features.Tests.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Limits;

public sealed partial class RateLimitSetupTests(ChatFixture chat)
{
    private readonly ManualTime _time = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task A_user_has_a_burst_of_twice_the_rate_and_then_the_rate()
    {
        await using var server = await StartAsync(("CHAT_RATE_LIMIT", "5"));
        var user = server.User();

        (await TakenAsync(user)).ShouldBe(10);
        (await TakenAsync(user)).ShouldBe(0);
        (await TakenAsync(server.User())).ShouldBe(10, "another user has a bucket of their own");
        _time.Shift(TimeSpan.FromSeconds(1));
        (await TakenAsync(user)).ShouldBe(5);
        _time.Shift(TimeSpan.FromHours(1));
        (await TakenAsync(user)).ShouldBe(10);
    }

    [Fact]
    public async Task All_calls_of_a_user_count_together_and_one_too_many_is_a_429_that_does_nothing()
    {
        await using var server = await StartAsync(("CHAT_RATE_LIMIT", "2"));
        var name = ChatServer.NewUser();
        var (user, sameUser) = (server.User(name), server.User(name));
        var session = (await user.CreateAsync()).Id;
        await user.SayAsync(session, "First");
        (await sameUser.GetAsync("/api/v1/chat-sessions/no-number")).StatusCode.ShouldBe(404);
        (await sameUser.PostAsync(ApiClient.Base, new { })).StatusCode.ShouldBe(400);

        ShouldBeTooMany(await user.PostMessageAsync(session, """{"content":"Second"}"""));

        _time.Shift(TimeSpan.FromSeconds(1));
        (await user.MessagesAsync(session)).Items("messages").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_waits_as_long_as_told_is_answered()
    {
        await using var server = await StartAsync(("CHAT_RATE_LIMIT", "1"));
        var user = server.User();
        await TakenAsync(user);

        for (var i = 0; i < 3; i++)
        {
            var seconds = int.Parse(ShouldBeTooMany(await user.GetAsync()), CultureInfo.InvariantCulture);
            _time.Shift(TimeSpan.FromSeconds(seconds));
            (await user.GetAsync()).Ok();
        }
    }

    [Fact]
    public async Task Calls_without_a_valid_token_count_for_their_address_alone()
    {
        await using var server = await StartAsync(("CHAT_RATE_LIMIT", "5"));
        var name = ChatServer.NewUser();
        (string? Token, string Because)[] refused =
        [
            (null, Refusals.NoToken), ("garbage", Refusals.NotValid), (Jwt.Of($$"""{"sub":"{{name}}","exp":NOW-31}"""), Refusals.Expired),
        ];

        for (var i = 0; i < 10; i++)
            (await server.WithToken(refused[i % 3].Token).GetAsync()).ShouldBeRefused(refused[i % 3].Because);
        foreach (var (token, _) in refused)
            ShouldBeTooMany(await server.WithToken(token).GetAsync());

        (await TakenAsync(server.User(name))).ShouldBe(10, "a valid user behind the same address");
        _time.Shift(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 5; i++)
            (await server.WithToken("garbage").GetAsync()).ShouldBeRefused();
        ShouldBeTooMany(await server.WithToken("garbage").GetAsync());
    }

    [Fact]
    public async Task Calls_of_users_do_not_count_for_their_address()
    {
        await using var server = await StartAsync(("CHAT_RATE_LIMIT", "5"));

        for (var i = 0; i < 3; i++)
            (await TakenAsync(server.User())).ShouldBe(10);

        for (var i = 0; i < 10; i++)
            (await server.WithToken(null).GetAsync()).ShouldBeRefused(Refusals.NoToken);
    }

    [Fact]
    public async Task Health_and_documents_stay_reachable()
    {
        await using var server = await StartAsync(("CHAT_RATE_LIMIT", "1"));
        var user = server.User();
        await TakenAsync(user);
        while ((await server.WithToken(null).GetAsync()).StatusCode != 429)
        {
        }

        for (var i = 0; i < 20; i++)
        {
            foreach (var path in new[] { "/health/live", "/health/ready", "/openapi/v1.json" })
            {
                (await server.WithToken(null).GetAsync(path)).Ok();
                (await user.GetAsync(path)).Ok();
            }
            (await server.Http.GetAsync("/docs/index.html", TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Zero_turns_both_limits_off()
    {
        await using var server = await StartAsync(("CHAT_RATE_LIMIT", "0"));
        var user = server.User();

        for (var i = 0; i < 150; i++)
        {
            (await user.GetAsync()).Ok();
            (await server.WithToken(null).GetAsync()).ShouldBeRefused(Refusals.NoToken);
        }
    }

    [Fact]
    public async Task The_two_limits_can_be_chosen_apart()
    {
        await using var forUsers = await StartAsync(("CHAT_RATE_LIMIT", "1"), ("CHAT_ANONYMOUS_RATE_LIMIT", "0"));
        await using var forOthers = await StartAsync(("CHAT_RATE_LIMIT", "0"), ("CHAT_ANONYMOUS_RATE_LIMIT", "1"));

        for (var i = 0; i < 5; i++)
            (await forUsers.WithToken(null).GetAsync()).ShouldBeRefused(Refusals.NoToken);
        (await TakenAsync(forUsers.User())).ShouldBe(2);
        for (var i = 0; i < 2; i++)
            (await forOthers.WithToken(null).GetAsync()).ShouldBeRefused(Refusals.NoToken);
        ShouldBeTooMany(await forOthers.WithToken(null).GetAsync());
        for (var i = 0; i < 5; i++)
            (await forOthers.User("somebody").GetAsync()).Ok();
    }

    [Fact]
    public async Task Fifty_calls_a_second_are_the_default()
    {
        await using var server = await StartAsync(("CHAT_RATE_LIMIT", null));

        (await TakenAsync(server.User())).ShouldBe(100);
    }

    private Task<ChatServer> StartAsync(params (string Name, string? Value)[] settings) => ChatServer.StartAsync(
        chat.ConnectionString,
        settings.Append(("CHAT_SESSION_CLEANUP_DAYS", "0")).ToDictionary(setting => setting.Item1, setting => setting.Item2, StringComparer.Ordinal),
        builder => builder.Services.AddSingleton<TimeProvider>(_time));

    private static async Task<int> TakenAsync(ApiClient user)
    {
        for (var count = 0; ; count++)
        {
            var answer = await user.GetAsync($"{ApiClient.Base}/stats/user");
            if (answer.StatusCode == 200)
                continue;
            ShouldBeTooMany(answer);
            return count;
        }
    }

    private static string ShouldBeTooMany(ApiAnswer answer)
    {
        answer.ShouldBeProblem(429, "Too Many Requests", "Too many calls; try again shortly");
        var seconds = answer.Headers.RetryAfter.ShouldNotBeNull().ToString();
        seconds.ShouldBe("1");
        return seconds;
    }
}
