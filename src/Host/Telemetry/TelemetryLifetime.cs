using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Chat.Host.Telemetry;

/// <summary>Exports from its construction until its disposal; commands construct it without a host.</summary>
internal sealed class TelemetryLifetime(ILogger<ExportFailures> logger, TracerProvider? traces = null, MeterProvider? metrics = null)
    : IHostedService, IAsyncDisposable
{
    private readonly ExportFailures _failures = new(logger);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Exports the rest, for a few seconds at most.</summary>
    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        // In parallel: each waits up to five seconds for a collector.
        await Task.WhenAll(Task.Run(() => traces?.Dispose()), Task.Run(() => metrics?.Dispose()));
        _failures.Dispose();
    }
}
