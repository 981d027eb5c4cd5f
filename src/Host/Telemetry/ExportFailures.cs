using System.Diagnostics.Tracing;

namespace Chat.Host.Telemetry;

/// <summary>Logs export failures every five minutes. Only the event's name: its text may contain a secret in the collector's address.</summary>
internal sealed partial class ExportFailures(ILogger logger) : EventListener
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);
    private long _silentUntil;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "OpenTelemetry-Exporter-OpenTelemetryProtocol")
            EnableEvents(eventSource, EventLevel.Warning);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        var (now, until) = (Environment.TickCount64, Volatile.Read(ref _silentUntil));
        if (now >= until && Interlocked.CompareExchange(ref _silentUntil, now + (long)Silence.TotalMilliseconds, until) == until)
            LogFailure(eventData.EventName ?? "an unknown failure");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Traces or metrics can't be sent to the collector: {Failure}")]
    private partial void LogFailure(string failure);
}
