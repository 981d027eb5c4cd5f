using Chat.Host.Security;
using Chat.Host.Telemetry;

namespace Chat.Host.Configuration;

/// <summary>The settings, those of the specification with their variables, with the bounds that <c>ChatOptions</c> documents.</summary>
internal static class Settings
{
    public static readonly Setting DefaultPageSize = Setting.Number("CHAT_DEFAULT_PAGE_SIZE", "Chat:DefaultPageSize", 1, 1_000);

    public static readonly Setting MaxPageSize = Setting.Number("CHAT_MAX_PAGE_SIZE", "Chat:MaxPageSize", 1, 1_000);

    public static readonly IReadOnlyList<Setting> All =
    [
        Setting.Number("MAX_SESSIONS_PER_AGENT", "Chat:MaxSessionsPerAgent", 1, 10_000),
        Setting.Number("CHAT_MESSAGE_MAX_LENGTH", "Chat:MessageMaxLength", 1, 1_000_000),
        Setting.Number("CHAT_TITLE_MAX_LENGTH", "Chat:TitleMaxLength", 1, 400),
        Setting.Number("CHAT_SESSION_CLEANUP_DAYS", "Chat:SessionCleanupDays", 0, 36_500),
        Setting.Number("CHAT_IDEMPOTENCY_HOURS", "Chat:IdempotencyHours", 1, 720),
        Setting.Number("CHAT_DRAFT_TIMEOUT_SECONDS", "Chat:DraftTimeoutSeconds", 1, 86_400),
        Setting.Number("CHAT_READ_CACHE_MB", "Chat:ReadCacheMb", 0, 4_096),
        Setting.Switch("CHAT_ENABLE_MESSAGE_HISTORY", "Chat:EnableMessageHistory"),
        DefaultPageSize,
        MaxPageSize,
        Setting.Span("Chat:CleanupInterval", TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        Setting.Number("CHAT_RATE_LIMIT", "Chat:RateLimit", 0, 100_000),
        Setting.Number("CHAT_ANONYMOUS_RATE_LIMIT", "Chat:AnonymousRateLimit", 0, 100_000),
        Setting.Number("CHAT_MAX_CONNECTIONS", "Chat:MaxConnections", 1, 1_000_000),
        Setting.Number("CHAT_MIN_DATA_RATE", "Chat:MinDataRate", 1, 1_048_576),
        Setting.Number("CHAT_DATA_RATE_GRACE_SECONDS", "Chat:DataRateGraceSeconds", 2, 300),
        Setting.Number("CHAT_HEADERS_TIMEOUT_SECONDS", "Chat:HeadersTimeoutSeconds", 1, 300),
        Setting.List("CHAT_CORS_ORIGINS", "Chat:CorsOrigins", "origins like https://chat.example.com, separated by commas", CorsSetup.IsOrigin),
        Setting.List("CHAT_TRUSTED_PROXIES", "Chat:TrustedProxies", "addresses or networks like 10.0.0.0/8, separated by commas", ProxySetup.IsProxy),
        Setting.Word("CHAT_LOG_FORMAT", "Chat:LogFormat", LogSetup.Plain, LogSetup.Json),
        Setting.Text("JWT_SECRET_KEY", "Authentication:Schemes:Bearer:SecretKey"),
        Setting.Text("JWT_ISSUER", "Authentication:Schemes:Bearer:ValidIssuer"),
        Setting.Text("JWT_AUDIENCE", "Authentication:Schemes:Bearer:ValidAudience"),
        Setting.Text("CHAT_DATA_DIRECTORY", "Chat:DataDirectory"),
        Setting.Text("CHAT_CACHE_DIRECTORY", "Chat:CacheDirectory"),
        Setting.Text("CHAT_POSTGRES_BIN", "Chat:PostgresBin"),
    ];

    /// <summary>The overrides of one agent type.</summary>
    public static IReadOnlyList<Setting> OfAgent(string agentType) =>
    [
        Setting.Number(null, $"Chat:Agents:{agentType}:MaxActiveSessions", 1, 10_000),
        Setting.Number(null, $"Chat:Agents:{agentType}:MaxMessageLength", 1, 1_000_000),
    ];
}
