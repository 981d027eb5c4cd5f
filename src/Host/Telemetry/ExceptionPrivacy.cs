using System.Diagnostics;
using Chat.Features.Shared.Errors;

namespace Chat.Host.Telemetry;

/// <summary>What spans say of exceptions: the same as logs, and no word of their messages, which may quote what users wrote.</summary>
internal static class ExceptionPrivacy
{
    /// <summary>Listens to exceptions alone; whether there are spans is for others to say.</summary>
    public static IDisposable Listen(string[] sources)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => Array.IndexOf(sources, source.Name) >= 0,
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
