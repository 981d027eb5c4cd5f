using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Chat.Host.Telemetry;

/// <summary>Exports traces and metrics over OTLP if <c>OTEL_EXPORTER_OTLP_*</c> names a collector.</summary>
internal static class TelemetrySetup
{
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

    /// <summary>Defaults, which <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c> override.</summary>
    private static void Describe(ResourceBuilder resource) => resource
        .AddService("chat", serviceVersion: typeof(TelemetrySetup).Assembly.GetName().Version?.ToString(3))
        .AddEnvironmentVariableDetector();

    // Without Marten's spans and counter: they carry `tenant.id`, a user id. Npgsql's spans show the statements.
    private static void Trace(TracerProviderBuilder traces) => traces
        .AddSource(ChatTelemetry.Name)
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
