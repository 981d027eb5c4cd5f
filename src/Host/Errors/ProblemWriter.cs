using System.Diagnostics;
using System.Globalization;

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
        var problem = new Problem(failure.Title, failure.Status, failure.Detail, traceId, failure.Errors);
        return context.Response.WriteAsJsonAsync(problem, ProblemJson.Readable.Problem, MediaType, context.RequestAborted);
    }
}
