namespace Chat.Features.Shared.Users;

/// <summary>An agent that acts for a user: what it may do is less than what the user may.</summary>
/// <param name="Id">The agent: its token's <c>sub</c>, 1 to 255 code points.</param>
/// <param name="Types">The agent types it is limited to; null for all.</param>
public sealed record ActingAgent(string Id, IReadOnlySet<AgentType>? Types)
{
    /// <summary>Whether it may act under this type; a type that is not given is none of its types.</summary>
    internal bool MayActAs(AgentType? type) => Types is null || (type is { } given && Types.Contains(given));
}
