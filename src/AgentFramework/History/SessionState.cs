namespace Chat.AgentFramework.History;

/// <summary>What an agent session keeps of its Chat session.</summary>
internal sealed class SessionState
{
    public long? SessionId { get; set; }
}
