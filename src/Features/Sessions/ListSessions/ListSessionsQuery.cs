namespace Chat.Features.Sessions.ListSessions;

/// <summary>Reads a page of the current user's sessions, newest last message first. Filters combine with AND; null is no filter.</summary>
/// <param name="Page">The page, from 1.</param>
/// <param name="PageSize">Most sessions on it.</param>
/// <param name="AgentType">Only sessions of this agent type.</param>
/// <param name="IsActive">Only active or only inactive sessions.</param>
/// <param name="Search">Only sessions whose title holds this text, without regard to case; empty is no filter.</param>
public sealed record ListSessionsQuery(long Page, long PageSize, AgentType? AgentType = null, bool? IsActive = null, string? Search = null)
    : IQuery<JsonPage>;
