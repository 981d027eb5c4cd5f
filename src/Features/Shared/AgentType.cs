namespace Chat.Features.Shared;

/// <summary>The kind of agent that a session belongs to; on the wire the lower-case words of the specification.</summary>
public enum AgentType
{
    /// <summary>The general agent (<c>primary</c>).</summary>
    Primary,

    /// <summary>Log analysis (<c>log_analysis</c>).</summary>
    LogAnalysis,

    /// <summary>Research (<c>research</c>).</summary>
    Research,

    /// <summary>The router between agents (<c>router</c>).</summary>
    Router,
}
