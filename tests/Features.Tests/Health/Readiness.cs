namespace Features.Tests.Health;

internal static class Readiness
{
    public static void ShouldBeUnready(this ApiAnswer answer)
    {
        answer.ShouldBeProblem(503, "Service Unavailable", "The service is not ready: the database does not answer, or the schema is not there yet");
        answer.Headers.RetryAfter!.ToString().ShouldBe("1");
    }
}
