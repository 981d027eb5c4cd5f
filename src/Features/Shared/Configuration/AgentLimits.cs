namespace Chat.Features.Shared.Configuration;

/// <summary>Limits of one agent type; null means the general limit.</summary>
public sealed class AgentLimits
{
    /// <summary>Active sessions per user.</summary>
    [Range(1, 10_000)]
    public int? MaxActiveSessions { get; set; }

    /// <summary>Code points of one message.</summary>
    [Range(1, 1_000_000)]
    public int? MaxMessageLength { get; set; }
}
