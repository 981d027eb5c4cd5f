namespace Chat.Host.Telemetry;

/// <summary>Traces and metrics over OTLP, where the standard variables of OpenTelemetry name a collector; otherwise nothing at all.</summary>
internal static class TelemetrySetup
{
    /// <summary>Call it before other services are added: what starts first stops last, and is there for the last call.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (!TelemetryExport.IsWanted(builder.Configuration))
            return;
        // The framework's request span gets its standard attributes only on request, until .NET 11.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        builder.Services.AddSingleton<TelemetryExport>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<TelemetryExport>());
    }
}
