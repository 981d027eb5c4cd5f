namespace Chat.Features.Shared;

/// <summary>The kind of agent that a session belongs to; on the wire the lower-case words of the specification.</summary>
public enum AgentType
{
    /// <summary><c>primary</c>: the general agent.</summary>
    Primary,

    /// <summary><c>log_analysis</c>.</summary>
    LogAnalysis,

    /// <summary><c>research</c>.</summary>
    Research,

    /// <summary><c>router</c>: routes between agents.</summary>
    Router,
}
