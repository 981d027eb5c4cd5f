namespace Chat.Features.Shared.Users;

/// <summary>An agent that acts for a user, and may do less.</summary>
/// <param name="Id">The agent: its token's <c>sub</c>, 1 to 255 code points.</param>
/// <param name="Types">The agent types it is limited to; null for all.</param>
public sealed record ActingAgent(string Id, IReadOnlySet<AgentType>? Types)
{
    internal bool MayActAs(AgentType? type) => Types is null || (type is { } given && Types.Contains(given));
}
