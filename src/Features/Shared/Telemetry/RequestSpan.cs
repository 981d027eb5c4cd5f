using System.Diagnostics;

namespace Chat.Features.Shared.Telemetry;

/// <summary>The span of a command or query: its name, what became of it, how often it was tried again.</summary>
internal static class RequestSpan
{
    private const string Outcome = "chat.outcome", Retries = "chat.retries";

    /// <summary>Whether anybody wants spans; without, none is made.</summary>
    internal static bool IsWanted => ChatTelemetry.Source.HasListeners();

    /// <summary>Begins it; null when this trace is not sampled.</summary>
    internal static Activity? Start(string request) => ChatTelemetry.Source.StartActivity(request);

    internal static void Succeeded(this Activity? span, bool isReplayed) => span?.SetTag(Outcome, isReplayed ? "replayed" : "ok");

    /// <summary>By type only: messages of exceptions may quote what users wrote.</summary>
    internal static void Failed(this Activity? span, Exception error)
    {
        var isRefused = error is ValidationException or InvalidRequestException or NotFoundException or ConflictException;
        span?.SetTag(Outcome, isRefused ? "refused" : "failed").SetTag("error.type", error.GetType().FullName);
        if (isRefused)
            return;
        span?.SetStatus(ActivityStatusCode.Error);
        // The driver's span of a batch ends well where the store reads a later statement's error.
        if (error.GetBaseException() is PostgresException refused)
            span?.SetTag("db.response.status_code", refused.SqlState);
    }

    internal static void Retried(int tries)
    {
        if (Activity.Current is { Source.Name: ChatTelemetry.Name } span)
            span.SetTag(Retries, tries);
    }
}
