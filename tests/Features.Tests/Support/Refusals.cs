namespace Features.Tests.Support;

internal static class Refusals
{
    public const string NoToken = "A valid bearer token is required", Expired = "The token expired", NotValid = "The token is not valid";

    /// <summary>A 401 that tells the same in its body and its challenge.</summary>
    public static void ShouldBeRefused(this ApiAnswer answer, string because = NotValid)
    {
        answer.ShouldBeProblem(401, "Unauthorized", because);
        answer.Headers.NonValidated["WWW-Authenticate"].ToString()
            .ShouldBe(because == NoToken ? "Bearer" : $"Bearer error=\"invalid_token\", error_description=\"{because}\"");
    }
}
