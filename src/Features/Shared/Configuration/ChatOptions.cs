namespace Chat.Features.Shared.Configuration;

/// <summary>The section <c>Chat</c>. The variable <c>CHAT_TITLE_MAX_LENGTH</c> sets <see cref="TitleMaxLength"/>, and so on.</summary>
public sealed class ChatOptions
{
    /// <summary>Active sessions per user and agent type.</summary>
    [Range(1, 10_000)]
    public int MaxSessionsPerAgent { get; set; } = 5;

    /// <summary>Code points of one message.</summary>
    [Range(1, 1_000_000)]
    public int MessageMaxLength { get; set; } = 10_000;

    /// <summary>Code points of a title; an index entry holds no more than 400.</summary>
    [Range(1, 400)]
    public int TitleMaxLength { get; set; } = 255;

    /// <summary>Days after which an inactive session is removed for good; 0 keeps it.</summary>
    [Range(0, 36_500)]
    public int SessionCleanupDays { get; set; } = 30;

    /// <summary>Hours that the answer to a call with an <c>Idempotency-Key</c> is kept.</summary>
    [Range(1, 720)]
    public int IdempotencyHours { get; set; } = 24;

    /// <summary>Seconds after which a message that is streaming and does not grow becomes interrupted.</summary>
    [Range(1, 86_400)]
    public int DraftTimeoutSeconds { get; set; } = 300;

    /// <summary>Whether content and metadata of messages are kept.</summary>
    public bool EnableMessageHistory { get; set; } = true;

    /// <summary>Sessions on a page when the call does not say; at most <see cref="MaxPageSize"/>.</summary>
    [Range(1, 1_000)]
    public int DefaultPageSize { get; set; } = 10;

    /// <summary>Most sessions on a page.</summary>
    [Range(1, 1_000)]
    public int MaxPageSize { get; set; } = 100;

    /// <summary>Size of the output cache in MiB; 0 turns it off.</summary>
    [Range(0, 4_096)]
    public int ReadCacheMb { get; set; } = 32;

    /// <summary>Most MiB of an import, after decompression.</summary>
    [Range(1, 65_536)]
    public int ImportMaxMb { get; set; } = 1_024;

    /// <summary>Overrides by agent type: <c>Chat:Agents:log_analysis:MaxActiveSessions</c>.</summary>
    public IDictionary<string, AgentLimits> Agents { get; init; } = new Dictionary<string, AgentLimits>(StringComparer.Ordinal);

    /// <summary>Time between two runs of the purge.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan CleanupInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Most code points of a message to any session.</summary>
    public int LargestMessageLength => Enum.GetValues<AgentType>().Max(MaxMessageLengthFor);

    internal int MaxActiveSessionsFor(AgentType agentType) => LimitsOf(agentType)?.MaxActiveSessions ?? MaxSessionsPerAgent;

    internal int MaxMessageLengthFor(AgentType agentType) => LimitsOf(agentType)?.MaxMessageLength ?? MessageMaxLength;

    private AgentLimits? LimitsOf(AgentType agentType) => Agents.TryGetValue(Wire.Name(agentType), out var limits) ? limits : null;
}
