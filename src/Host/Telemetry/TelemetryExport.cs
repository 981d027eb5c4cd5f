using Chat.Features.Shared.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Chat.Host.Telemetry;

/// <summary>
/// Listens to the spans and metrics of the service, the framework, the driver and the runtime, and sends them to the collector
/// that <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names. Everything else is read by the SDK from its own variables (<c>OTEL_*</c>).
/// </summary>
internal sealed class TelemetryExport(IConfiguration configuration, ILogger<TelemetryExport> logger) : IHostedService, IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", TracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";

    private static readonly string[] Sources = [ChatTelemetry.Name, "Microsoft.AspNetCore", "Npgsql"];

    private static readonly string[] Meters =
    [
        ChatTelemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime",
    ];

    private readonly List<IDisposable> _listeners = [];

    /// <summary>Whether a collector is named.</summary>
    public static bool IsWanted(IConfiguration configuration) => WantsTraces(configuration) || WantsMetrics(configuration);

    /// <summary>Starts to listen; no collector needs to be there.</summary>
    public void Start()
    {
        _listeners.Add(new ExportFailures(logger));
        if (WantsTraces(configuration))
        {
            _listeners.Add(ExceptionPrivacy.Listen(Sources));
            _listeners.Add(Sdk.CreateTracerProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(configuration))
                .SetResourceBuilder(Resource())
                .AddSource(Sources)
                .AddProcessor(new SpanPrivacy())
                .AddOtlpExporter()
                .Build());
        }
        if (WantsMetrics(configuration))
        {
            _listeners.Add(Sdk.CreateMeterProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(configuration))
                .SetResourceBuilder(Resource())
                .AddMeter(Meters)
                .AddOtlpExporter()
                .Build());
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Start();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left, for a few seconds at most.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // At once: to wait for a collector that does not answer takes each of them five seconds.
        await Task.WhenAll(_listeners.Select(listener => Task.Run(listener.Dispose, CancellationToken.None)));
        _listeners.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _listeners.ForEach(listener => listener.Dispose());

    private static bool WantsTraces(IConfiguration configuration) => Names(configuration, Endpoint) || Names(configuration, TracesEndpoint);

    private static bool WantsMetrics(IConfiguration configuration) => Names(configuration, Endpoint) || Names(configuration, MetricsEndpoint);

    private static bool Names(IConfiguration configuration, string variable) => !string.IsNullOrWhiteSpace(configuration[variable]);

    /// <summary>The service and which of its hosts this is; what <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c> say counts more.</summary>
    private static ResourceBuilder Resource() => ResourceBuilder.CreateEmpty()
        .AddService("chat", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3))
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
