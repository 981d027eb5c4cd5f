namespace Features.Tests.Security;

/// <summary><see cref="Answers"/> checks the headers of sessions and errors in all tests; this class checks the rest.</summary>
public sealed class ResponseHeadersTests(ChatFixture chat)
{
    [Fact]
    public async Task Answers_of_every_kind_tell_browsers_and_caches_to_be_careful()
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync();
        var nobody = chat.Server.WithToken(null);
        ApiAnswer[] answers =
        [
            session,
            await user.SayAsync(session.Id, "Hello"),
            await user.SessionAsync(session.Id),
            await user.MessagesAsync(session.Id),
            await user.SessionsAsync(),
            await user.StatsAsync(),
            await user.GetAsync("/nowhere"),
            await user.SendAsync(HttpMethod.Head, "/nowhere"),
            await user.SendAsync(HttpMethod.Patch, ApiClient.Base),
            await user.DeleteAsync(Calls.Path(session.Id)),
            await nobody.GetAsync(),
            await nobody.GetAsync("/health/live"),
            await nobody.GetAsync("/health/ready"),
            await nobody.GetAsync("/openapi/v1.json"),
            await nobody.GetAsync("/openapi/v1.json"), // From the cache.
        ];

        foreach (var answer in answers)
        {
            answer.ShouldBeGuarded();
            answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; frame-ancestors 'none'"]);
        }
    }

    [Fact]
    public async Task Without_a_proxy_nothing_is_said_of_HTTPS()
    {
        var answer = await chat.NewUser().GetAsync();

        answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }
}
