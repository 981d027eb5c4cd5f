using System.Diagnostics;

namespace Features.Tests.Authentication;

/// <summary>Authorities change their keys, and may be unreachable.</summary>
public sealed class KeyRotationTests(ChatFixture chat)
{
    private readonly ManualTime _time = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task The_first_token_of_a_new_key_is_let_in_at_once()
    {
        var old = SigningKey.Rsa();
        await using var authority = await Authority.StartAsync(old);
        await using var host = await authority.StartHostAsync(chat, _time);
        (await host.WithToken(authority.Token()).GetAsync()).Ok();

        authority.Keys = [SigningKey.Ec(), old];

        (await host.WithToken(authority.Token()).GetAsync()).Ok();
        (await host.WithToken(authority.Token(old)).GetAsync()).Ok();
        authority.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task Many_first_tokens_of_a_new_key_at_once_are_let_in_with_one_look_at_the_authority()
    {
        await using var authority = await Authority.StartAsync(SigningKey.Rsa());
        await using var host = await authority.StartHostAsync(chat, _time);
        (await host.WithToken(authority.Token()).GetAsync()).Ok();
        authority.Keys = [SigningKey.Rsa()];

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.WithToken(authority.Token()).GetAsync()));

        answers.ShouldAllBe(answer => answer.StatusCode == 200);
        authority.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task A_withdrawn_key_is_a_401_as_soon_as_the_service_has_heard_of_it()
    {
        var old = SigningKey.Rsa();
        await using var authority = await Authority.StartAsync(old);
        await using var host = await authority.StartHostAsync(chat, _time);
        (await host.WithToken(authority.Token()).GetAsync()).Ok();

        authority.Keys = [SigningKey.Rsa()];
        (await host.WithToken(authority.Token()).GetAsync()).Ok();

        (await host.WithToken(authority.Token(old)).GetAsync()).ShouldBeRefused();
    }

    [Fact]
    public async Task A_withdrawn_key_is_heard_of_within_ten_minutes_without_any_token_of_another()
    {
        var old = SigningKey.Rsa();
        await using var authority = await Authority.StartAsync(old);
        await using var host = await authority.StartHostAsync(chat, _time);
        (await host.WithToken(authority.Token()).GetAsync()).Ok();
        authority.Keys = [SigningKey.Rsa()];
        (await host.WithToken(authority.Token(old)).GetAsync()).Ok();

        _time.Shift(TimeSpan.FromMinutes(10));

        await Eventually.HoldsAsync("the withdrawn key is refused", async () => (await host.WithToken(authority.Token(old)).GetAsync()).StatusCode == 401);
    }

    [Fact]
    public async Task Tokens_of_unknown_keys_do_not_make_the_service_ask_again_and_again()
    {
        await using var authority = await Authority.StartAsync(SigningKey.Rsa());
        await using var host = await authority.StartHostAsync(chat, _time);

        for (var i = 0; i < 10; i++)
            (await host.WithToken(authority.Token(SigningKey.Ec())).GetAsync()).ShouldBeRefused();
        authority.Reads.ShouldBeLessThanOrEqualTo(2);

        _time.Shift(TimeSpan.FromSeconds(1));
        authority.Keys = [SigningKey.Ec()];
        (await host.WithToken(authority.Token()).GetAsync()).Ok();
    }

    [Fact]
    public async Task Known_keys_stay_good_while_the_authority_is_away()
    {
        await using var authority = await Authority.StartAsync(SigningKey.Rsa());
        await using var host = await authority.StartHostAsync(chat, _time);
        (await host.WithToken(authority.Token()).GetAsync()).Ok();
        authority.Instead = "";

        (await host.WithToken(authority.Token(SigningKey.Rsa())).GetAsync()).ShouldBeRefused();
        _time.Shift(TimeSpan.FromHours(1));

        (await host.WithToken(authority.Token()).GetAsync()).Ok();
        (await host.WithToken(authority.Token()).GetAsync()).Ok();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bad gateway")]
    [InlineData("{}")]
    [InlineData("""{"keys":[]}""")]
    public async Task Without_keys_a_token_is_a_503_until_the_authority_is_there(string instead)
    {
        await using var authority = await Authority.StartAsync(SigningKey.Rsa());
        authority.Instead = instead;
        await using var host = await authority.StartHostAsync(chat, _time);

        ShouldBeUnavailable(await host.WithToken(authority.Token()).GetAsync());
        ShouldBeUnavailable(await host.WithToken("garbage").GetAsync());
        (await host.WithToken(null).GetAsync()).ShouldBeRefused(Refusals.NoToken);
        (await host.WithToken(authority.Token()).GetAsync("/health/ready")).Ok();

        authority.Instead = null;
        _time.Shift(TimeSpan.FromSeconds(1));
        (await host.WithToken(authority.Token()).GetAsync()).Ok();
    }

    [Fact]
    public async Task An_authority_that_never_answers_is_a_503_in_time_for_all_who_wait_together()
    {
        await using var authority = await Authority.StartAsync(SigningKey.Rsa());
        authority.Instead = Authority.Silence;
        await using var host = await authority.StartHostAsync(chat, _time);
        var clock = Stopwatch.StartNew();

        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.WithToken(authority.Token()).GetAsync())))
            ShouldBeUnavailable(answer);

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task An_authority_that_nobody_can_reach_is_a_503()
    {
        await using var host = await Authority.StartHostAsync(chat, "http://127.0.0.1:1", _time);

        ShouldBeUnavailable(await host.WithToken(Authority.TokenWith("\"iss\":\"http://127.0.0.1:1\"", SigningKey.Rsa())).GetAsync());
    }

    private static void ShouldBeUnavailable(ApiAnswer answer)
    {
        answer.ShouldBeProblem(503, "Service Unavailable", "Tokens can't be checked right now; try again shortly");
        answer.Headers.RetryAfter!.ToString().ShouldBe("1");
    }
}
