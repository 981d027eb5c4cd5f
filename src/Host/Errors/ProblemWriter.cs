using System.Diagnostics.Metrics;

namespace Chat.Host.Errors;

/// <summary>Writes a failure as the answer.</summary>
internal static class ProblemWriter
{
    public const string MediaType = "application/problem+json";

    private static readonly Counter<long> Rejected =
        ChatTelemetry.Meter.CreateCounter<long>("chat.calls.rejected", "{call}", "Calls that were answered with a problem");

    public static Task WriteProblemAsync(this HttpContext context, ProblemMapping failure)
    {
        Count(context, failure.Status);
        context.Response.StatusCode = failure.Status;
        if (failure.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var traceId = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        var problem = new Problem(failure.Title, failure.Status, failure.Detail, traceId, failure.Errors, failure.Length);
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, ProblemJson.Readable.Problem);
        (context.Response.ContentType, context.Response.ContentLength) = (MediaType, body.Length);
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static void Count(HttpContext context, int status)
    {
        if (Rejected.Enabled)
            Rejected.Add(1, new("http.response.status_code", status), new("chat.caller", context.User.Identity is { IsAuthenticated: true } ? "user" : "anonymous"));
    }
}
