namespace Chat.Features.Statistics.GetUserStats;

/// <summary>A user's statistics as clients see them; members as in the specification.</summary>
public sealed record GetUserStatsResponse(
    string UserId,
    long TotalSessions,
    long ActiveSessions,
    long TotalMessages,
    IReadOnlyDictionary<AgentType, long> SessionsByAgentType,
    DateTimeOffset? MostRecentSession,
    DateTimeOffset? OldestSession,
    FeedbackCounts Feedback)
{
    internal static GetUserStatsResponse Of(string userId, UserStats? stats)
    {
        var agents = (stats ?? new UserStats()).Agents;
        return new GetUserStatsResponse(
            userId,
            agents.Values.Sum(agent => agent.Total),
            agents.Values.Sum(agent => agent.Active),
            agents.Values.Sum(agent => agent.Messages),
            agents.ToDictionary(agent => agent.Key, agent => agent.Value.Total),
            agents.Values.Max(agent => agent.Newest),
            agents.Values.Min(agent => agent.Oldest),
            new FeedbackCounts(agents.Values.Sum(agent => agent.Up), agents.Values.Sum(agent => agent.Down)));
    }
}
