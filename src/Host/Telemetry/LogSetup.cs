namespace Chat.Host.Telemetry;

/// <summary>Logs for people, or with <c>CHAT_LOG_FORMAT=json</c> for machines: a line of JSON each, with the ids of trace and span.</summary>
internal static class LogSetup
{
    public const string Plain = "plain", Json = "json";

    /// <summary>By configuration, so that the loggers of the start, which are made from it as well, write the same.</summary>
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
