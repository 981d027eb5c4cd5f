using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace Chat.Host.Errors;

/// <summary>Replaces the framework's writer, which formats trace ids differently and writes nothing if Accept excludes JSON.</summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    public const string MediaType = "application/problem+json";

    // Leaves quotes unescaped: the body is never part of a page.
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Counter<long> Rejected =
        ChatTelemetry.Meter.CreateCounter<long>("chat.calls.rejected", "{call}", "Calls that were answered with a problem");

    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (call, response) = (context.HttpContext, context.HttpContext.Response);
        var problem = context.ProblemDetails as Problem ?? ProblemMapping.Of(response.StatusCode, call.Request.PathBase);
        var body = BodyOf(problem, Activity.Current?.TraceId.ToHexString() ?? call.TraceIdentifier, call.User.Identity is { IsAuthenticated: true });
        (response.ContentType, response.ContentLength) = (MediaType, body.Length);
        if (response.StatusCode == StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = "1";
        return response.Body.WriteAsync(body, call.RequestAborted);
    }

    /// <summary>Counts the problem and makes its body.</summary>
    public static byte[] BodyOf(Problem problem, string traceId, bool isUser)
    {
        if (Rejected.Enabled)
            Rejected.Add(1, new("http.response.status_code", problem.Status), new("chat.caller", isUser ? "user" : "anonymous"));
        problem.TraceId = traceId;
        return JsonSerializer.SerializeToUtf8Bytes(problem, Readable);
    }
}
