using System.Diagnostics.Tracing;

namespace Chat.Host.Telemetry;

/// <summary>
/// Says that the collector does not take what it is sent, now and then while it lasts. The SDK tells it as events whose text may
/// hold the address with what is secret in it; their names are enough.
/// </summary>
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
