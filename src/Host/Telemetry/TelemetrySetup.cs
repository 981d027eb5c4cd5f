using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Chat.Host.Telemetry;

/// <summary>
/// Traces and metrics over OTLP, where the standard variables of OpenTelemetry name a collector; otherwise nothing at all. All
/// other variables (<c>OTEL_*</c>) are read by the packages.
/// </summary>
internal static class TelemetrySetup
{
    /// <summary>Call it before other services are added: what starts first stops last, and is there for the last call.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var (traces, metrics) = (IsWanted(builder.Configuration, "TRACES"), IsWanted(builder.Configuration, "METRICS"));
        if (!traces && !metrics)
            return;
        builder.Services.AddSingleton<TelemetryLifetime>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<TelemetryLifetime>());
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(Describe);
        if (traces)
            telemetry.WithTracing(Trace);
        if (metrics)
            telemetry.WithMetrics(Measure);
    }

    private static bool IsWanted(ConfigurationManager configuration, string signal) =>
        !string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) || !string.IsNullOrWhiteSpace(configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"]);

    /// <summary>The service and which of its hosts this is; what <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c> say counts more.</summary>
    private static void Describe(ResourceBuilder resource) => resource
        .AddService("chat", serviceVersion: typeof(TelemetrySetup).Assembly.GetName().Version?.ToString(3))
        .AddEnvironmentVariableDetector();

    // Not Marten's: its spans, and its counter of events, carry `tenant.id`, which names a person; statements are in the driver's spans.
    private static void Trace(TracerProviderBuilder traces) => traces
        .AddSource(ChatTelemetry.Name)
        // Health checks leave no trace at all: they come all the time and tell nothing.
        .AddAspNetCoreInstrumentation(calls => calls.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        .AddNpgsql()
        .AddProcessor<SpanPrivacy>()
        .AddOtlpExporter();

    private static void Measure(MeterProviderBuilder metrics) => metrics
        .AddMeter(ChatTelemetry.Name)
        .AddAspNetCoreInstrumentation()
        .AddNpgsqlInstrumentation()
        .AddRuntimeInstrumentation()
        .AddOtlpExporter();
}
