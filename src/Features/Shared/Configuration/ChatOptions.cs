namespace Chat.Features.Shared.Configuration;

/// <summary>The limits of the service, section <c>Chat</c>; each also has the environment variable of the specification.</summary>
public sealed class ChatOptions
{
    /// <summary>Active sessions per user and agent type (<c>MAX_SESSIONS_PER_AGENT</c>), 1 to 10,000.</summary>
    public int MaxSessionsPerAgent { get; set; } = 5;

    /// <summary>Code points of one message (<c>CHAT_MESSAGE_MAX_LENGTH</c>), 1 to 1,000,000.</summary>
    public int MessageMaxLength { get; set; } = 10_000;

    /// <summary>Code points of a title (<c>CHAT_TITLE_MAX_LENGTH</c>), 1 to 400: an index entry holds no more.</summary>
    public int TitleMaxLength { get; set; } = 255;

    /// <summary>Days after which an inactive session is removed for good (<c>CHAT_SESSION_CLEANUP_DAYS</c>), 0 (never) to 36,500.</summary>
    public int SessionCleanupDays { get; set; } = 30;

    /// <summary>Hours that the answer to a call with an <c>Idempotency-Key</c> is kept (<c>CHAT_IDEMPOTENCY_HOURS</c>), 1 to 720.</summary>
    public int IdempotencyHours { get; set; } = 24;

    /// <summary>Seconds after which a message that is streaming and does not grow becomes interrupted (<c>CHAT_DRAFT_TIMEOUT_SECONDS</c>), 1 to 86,400.</summary>
    public int DraftTimeoutSeconds { get; set; } = 300;

    /// <summary>Whether content and metadata of messages are kept (<c>CHAT_ENABLE_MESSAGE_HISTORY</c>).</summary>
    public bool EnableMessageHistory { get; set; } = true;

    /// <summary>Sessions on a page when the call does not say (<c>CHAT_DEFAULT_PAGE_SIZE</c>), 1 to <see cref="MaxPageSize"/>.</summary>
    public int DefaultPageSize { get; set; } = 10;

    /// <summary>Most sessions on a page (<c>CHAT_MAX_PAGE_SIZE</c>), 1 to 1,000.</summary>
    public int MaxPageSize { get; set; } = 100;

    /// <summary>Memory for answers that may be given again, in MiB (<c>CHAT_READ_CACHE_MB</c>), 0 (none are kept) to 4,096.</summary>
    public int ReadCacheMb { get; set; } = 32;

    /// <summary>Overrides per agent type, keyed by its word on the wire: <c>Chat:Agents:log_analysis:MaxActiveSessions</c>.</summary>
    public IDictionary<string, AgentLimits> Agents { get; init; } = new Dictionary<string, AgentLimits>(StringComparer.Ordinal);

    /// <summary>Time between two runs of the job that removes sessions (<c>Chat:CleanupInterval</c>), 1 second to 1 day.</summary>
    public TimeSpan CleanupInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The code points that a message may have in any session.</summary>
    public int LargestMessageLength => Enum.GetValues<AgentType>().Max(MaxMessageLengthFor);

    /// <summary>The limit of active sessions for an agent type.</summary>
    public int MaxActiveSessionsFor(AgentType agentType) =>
        LimitsOf(agentType)?.MaxActiveSessions ?? MaxSessionsPerAgent;

    /// <summary>The code points that a message to a session of this agent type may have.</summary>
    public int MaxMessageLengthFor(AgentType agentType) =>
        LimitsOf(agentType)?.MaxMessageLength ?? MessageMaxLength;

    private AgentLimits? LimitsOf(AgentType agentType) =>
        Agents.TryGetValue(Wire.Name(agentType), out var limits) ? limits : null;
}
