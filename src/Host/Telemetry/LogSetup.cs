namespace Chat.Host.Telemetry;

/// <summary>With <c>CHAT_LOG_FORMAT=json</c>, logs one line of JSON per entry, with trace and span ids.</summary>
internal static class LogSetup
{
    public const string Plain = "plain", Json = "json";

    /// <summary>Sets configuration, which the loggers used during the start read too.</summary>
    public static void AddLogFormat(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["Chat:LogFormat"] != Json)
            return;
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Logging:Console:FormatterName"] = Json,
            ["Logging:Console:FormatterOptions:IncludeScopes"] = "true",
            ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
            ["Logging:Console:FormatterOptions:TimestampFormat"] = "yyyy-MM-ddTHH:mm:ss.ffffffZ",
        });
        builder.Logging.Configure(logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
    }
}
