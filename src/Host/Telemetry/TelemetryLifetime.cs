using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Chat.Host.Telemetry;

/// <summary>Export begins when this is made, with the host or by a command that starts none, and ends with it; no collector needs to be there.</summary>
internal sealed class TelemetryLifetime(ILogger<ExportFailures> logger, TracerProvider? traces = null, MeterProvider? metrics = null)
    : IHostedService, IAsyncDisposable
{
    private readonly ExportFailures _failures = new(logger);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what is left, for a few seconds at most.</summary>
    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        // At once: to wait for a collector that does not answer takes each of them five seconds.
        await Task.WhenAll(Task.Run(() => traces?.Dispose()), Task.Run(() => metrics?.Dispose()));
        _failures.Dispose();
    }
}
