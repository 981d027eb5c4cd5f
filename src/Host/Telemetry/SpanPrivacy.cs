using OpenTelemetry;

namespace Chat.Host.Telemetry;

/// <summary>
/// Takes out of spans what clients may write as they like, the route and the status say what was asked for; and the messages of
/// exceptions, which may quote what users wrote.
/// </summary>
internal sealed class SpanPrivacy : BaseProcessor<Activity>
{
    private static readonly string[] FreeText = ["url.path", "url.query", "user_agent.original", "http.request.method_original"];

    private readonly ActivityListener _exceptions = ListenToExceptions();

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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _exceptions.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>An event of a span can't be changed: it is to say from the start the same as logs. Whether there are spans is for others to say.</summary>
    private static ActivityListener ListenToExceptions()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is ChatTelemetry.Name or "Microsoft.AspNetCore" or "Npgsql",
            // Tags that are there already are not written over by the exception's own.
            ExceptionRecorder = (Activity _, Exception exception, ref TagList tags) =>
            {
                tags.Add("exception.message", "");
                tags.Add("exception.stacktrace", FaultReport.Of(exception));
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
