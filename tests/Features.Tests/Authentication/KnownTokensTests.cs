using Chat.Host.Authentication;

namespace Features.Tests.Authentication;

/// <summary>A token that was verified before is valid for its user until it expires.</summary>
public sealed class KnownTokensTests(ChatFixture chat)
{
    [Fact]
    public void A_token_is_forgotten_when_it_expires()
    {
        var clock = new ManualTime(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var known = new KnownTokens(clock);
        known.Keep("Bearer x", new KnownTokens.Entry(new(), new("ada", null, clock.GetUtcNow().AddMinutes(1))));
        known.Find("Bearer x")!.Identity.Subject.ShouldBe("ada");
        known.Find("Bearer X").ShouldBeNull();

        clock.Shift(TimeSpan.FromMinutes(1));

        known.Find("Bearer x").ShouldBeNull();
    }

    [Fact]
    public async Task Tokens_of_two_users_are_never_taken_for_one_another()
    {
        var (ada, bob) = (chat.NewUser(), chat.NewUser());
        var session = await ada.CreateAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => (n % 2 == 0 ? ada : bob).GetAsync($"{ApiClient.Base}/{session.Id}")));

        answers.Select(answer => answer.StatusCode).ShouldBe(Enumerable.Range(0, 40).Select(n => n % 2 == 0 ? 200 : 404));
    }

    [Fact]
    public async Task Another_key_that_signs_the_same_claims_is_refused_after_the_good_token_was_seen()
    {
        var name = ChatServer.NewUser();
        (await chat.Server.User(name).GetAsync()).StatusCode.ShouldBe(200);
        var good = Tokens.For(name);
        var forged = good[..^4] + (good.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA");

        (await chat.Server.WithToken(good).GetAsync()).StatusCode.ShouldBe(200);
        (await chat.Server.WithToken(forged).GetAsync()).StatusCode.ShouldBe(401);
    }

    [Fact]
    public void Only_so_many_are_kept()
    {
        var known = new KnownTokens(TimeProvider.System);
        var until = TimeProvider.System.GetUtcNow().AddHours(1);
        for (var n = 0; n <= KnownTokens.Most; n++)
            known.Keep($"Bearer {n}", new KnownTokens.Entry(new(), new($"{n}", null, until)));

        known.Find("Bearer 0").ShouldBeNull();
        known.Find($"Bearer {KnownTokens.Most}")!.Identity.Subject.ShouldBe($"{KnownTokens.Most}");
    }
}
