using System.Diagnostics;
using OpenTelemetry;

namespace Chat.Host.Telemetry;

/// <summary>
/// Takes out of spans what clients may write as they like. The query string is in none; the route and the status say what was
/// asked for. Health checks leave no trace at all: they come all the time and tell nothing.
/// </summary>
internal sealed class SpanPrivacy : BaseProcessor<Activity>
{
    private static readonly string[] FreeText = ["url.path", "user_agent.original", "http.request.method_original"];

    public override void OnStart(Activity data)
    {
        if (data.GetTagItem("url.path") is not string path || !path.StartsWith("/health/", StringComparison.Ordinal))
            return;
        // What follows from it, the statement that asks the database, does as its parent.
        data.IsAllDataRequested = false;
        data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    public override void OnEnd(Activity data)
    {
        foreach (var tag in FreeText)
        {
            if (data.GetTagItem(tag) is not null)
                data.SetTag(tag, null);
        }
        // A message of an exception; its type and SQLSTATE are attributes.
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
    }
}
