using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Chat.Host.Errors;

/// <summary>Writes a failure as the answer.</summary>
internal static class ProblemWriter
{
    public const string MediaType = "application/problem+json";

    public static Task WriteProblemAsync(this HttpContext context, Failure failure)
    {
        context.Response.StatusCode = failure.Status;
        if (failure.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var traceId = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        var problem = new Problem(failure.Title, failure.Status, failure.Detail, traceId, failure.Errors, failure.Length);
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, ProblemJson.Readable.Problem);
        (context.Response.ContentType, context.Response.ContentLength) = (MediaType, body.Length);
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
