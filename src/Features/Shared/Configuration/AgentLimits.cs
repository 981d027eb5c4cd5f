namespace Chat.Features.Shared.Configuration;

/// <summary>Limits of one agent type; null leaves the general limit.</summary>
public sealed class AgentLimits
{
    /// <summary>Active sessions per user of this agent type, 1 to 10,000.</summary>
    public int? MaxActiveSessions { get; set; }

    /// <summary>Code points of one message, 1 to 1,000,000.</summary>
    public int? MaxMessageLength { get; set; }
}
