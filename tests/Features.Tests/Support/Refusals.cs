namespace Features.Tests.Support;

internal static class Refusals
{
    /// <summary>The only 401. It does not say why.</summary>
    public static void ShouldBeRefused(this ApiAnswer answer)
    {
        answer.ShouldBeProblem(401, "Unauthorized", "A valid bearer token is required");
        answer.Headers.WwwAuthenticate.Select(challenge => challenge.ToString()).ShouldBe(["Bearer"]);
    }
}
