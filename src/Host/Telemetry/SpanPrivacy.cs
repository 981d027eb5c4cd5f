using OpenTelemetry;

namespace Chat.Host.Telemetry;

/// <summary>Removes from spans the text that clients choose freely, and messages of exceptions, which may quote user data.</summary>
internal sealed class SpanPrivacy : BaseProcessor<Activity>
{
    private static readonly string[] FreeText = ["url.path", "url.query", "user_agent.original", "http.request.method_original"];
    private readonly ActivityListener _exceptions = ListenToExceptions();

    public override void OnEnd(Activity data)
    {
        foreach (var tag in FreeText)
            data.SetTag(tag, null);
        // The description is the exception's message.
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _exceptions.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Replaces the exception's tags before they are recorded: a span's event can't be changed. Samples no spans.</summary>
    private static ActivityListener ListenToExceptions()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is ChatTelemetry.Name or "Microsoft.AspNetCore" or "Npgsql",
            // .NET does not overwrite tags that are already set.
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
