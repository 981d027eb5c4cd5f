namespace Chat.Web.Shared;

/// <summary>How the page names the kinds of agents.</summary>
internal static class AgentTypes
{
    public static IReadOnlyList<AgentType> All { get; } = Enum.GetValues<AgentType>();

    public static string Name(AgentType type) => type switch
    {
        AgentType.Primary => "Primary",
        AgentType.LogAnalysis => "Log analysis",
        AgentType.Research => "Research",
        AgentType.Router => "Router",
        _ => type.ToString(),
    };
}
