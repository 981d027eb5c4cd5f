namespace Chat.Features.Statistics;

/// <summary>A user's statistics: the snapshot of the user's stream, kept by <see cref="UserStatsProjection"/>.</summary>
public sealed record UserStats
{
    public string Id { get; set; } = "";

    /// <summary>Only agent types with at least one session.</summary>
    public IReadOnlyDictionary<AgentType, AgentStats> Agents { get; init; } = new Dictionary<AgentType, AgentStats>();

    internal AgentStats Of(AgentType agentType) => Agents.GetValueOrDefault(agentType, AgentStats.None);

    /// <summary>The statistics after one more event.</summary>
    public static UserStats Next(UserStats? stats, string userId, ISessionEvent e)
    {
        stats ??= new UserStats { Id = userId };
        return e switch
        {
            SessionCreated created => stats.With(created.AgentType, agent => agent.WithSession(created.IsActive, created.At)),
            SessionCopied copied => stats.With(copied.AgentType, agent => agent.WithSession(copied.IsActive, copied.CreatedAt).WithMessages(copied.Messages)),
            SessionDeactivated deactivated => stats.With(deactivated.AgentType, agent => agent with { Active = agent.Active - 1 }),
            SessionReactivated reactivated => stats.With(reactivated.AgentType, agent => agent with { Active = agent.Active + 1 }),
            MessagePosted posted => stats.With(posted.AgentType, agent => agent with { Messages = agent.Messages + 1 }),
            MessageJudged judged => stats.With(judged.AgentType, agent => agent with
            {
                Up = agent.Up + judged.ChangeOf(FeedbackRating.Up),
                Down = agent.Down + judged.ChangeOf(FeedbackRating.Down),
            }),
            ISessionRemoval removed => stats.With(removed.AgentType, agent => agent with
            {
                Total = agent.Total - 1,
                Active = agent.Active - (removed.IsActive ? 1 : 0),
                Messages = agent.Messages - removed.MessageCount,
                Oldest = removed.Oldest,
                Newest = removed.Newest,
                Up = agent.Up - removed.Up,
                Down = agent.Down - removed.Down,
            }),
            _ => stats,
        };
    }

    private UserStats With(AgentType agentType, Func<AgentStats, AgentStats> change)
    {
        var agents = new Dictionary<AgentType, AgentStats>(Agents) { [agentType] = change(Of(agentType)) };
        if (agents[agentType].Total == 0)
            agents.Remove(agentType);
        return this with { Agents = agents };
    }
}
