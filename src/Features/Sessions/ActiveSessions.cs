namespace Chat.Features.Sessions;

/// <summary>The limit of active sessions: over it, those with the oldest last message become inactive, those with a growing message last.</summary>
internal sealed class ActiveSessions(IDocumentSession storage, CurrentUser user, IOptions<ChatOptions> options)
{
    private static readonly SqlStatement OldestOthers = SqlStatement.Load("OldestActiveSessions");

    internal static long Excess(UserStats? stats, AgentType agentType, int limit) =>
        Math.Max(0, (stats?.Of(agentType).Active ?? 0) + 1 - limit);

    /// <summary>The deactivations that keep the limit when another session becomes active. Needs the user's stream locked.</summary>
    internal Task<IReadOnlyList<SessionDeactivated>> MakeRoomAsync(
        UserStats? stats, AgentType agentType, long activated, DateTimeOffset at, CancellationToken token) =>
        DisplaceAsync(agentType, [activated], Excess(stats, agentType, options.Value.MaxActiveSessionsFor(agentType)), at, token);

    /// <summary>
    /// Makes several sessions of one agent type active: they win over others, and the later of them over the earlier ones, which end
    /// or stay inactive where the limit is lower than their number. Needs the user's stream locked.
    /// </summary>
    internal async Task<IReadOnlyList<ISessionEvent>> ReactivateAsync(
        UserStats? stats, AgentType agentType, IReadOnlyList<ChatSession> sessions, DateTimeOffset at, CancellationToken token)
    {
        var limit = options.Value.MaxActiveSessionsFor(agentType);
        var (earlier, kept) = (sessions.SkipLast(limit), sessions.TakeLast(limit).ToList());
        ISessionEvent[] reactivated = [.. kept.Where(session => !session.IsActive).Select(session => new SessionReactivated(session.Id, agentType, at))];
        if (reactivated.Length == 0)
            return [];
        SessionDeactivated[] displaced = [.. earlier.Where(session => session.IsActive).Select(session => new SessionDeactivated(session.Id, agentType, DeactivationReason.Limit, at))];
        var excess = (stats?.Of(agentType).Active ?? 0) - displaced.Length + reactivated.Length - limit;
        var others = await DisplaceAsync(agentType, [.. sessions.Select(session => session.Id)], excess, at, token);
        return [.. others, .. displaced, .. reactivated];
    }

    private async Task<IReadOnlyList<SessionDeactivated>> DisplaceAsync(AgentType agentType, long[] kept, long excess, DateTimeOffset at, CancellationToken token)
    {
        if (excess <= 0)
            return [];
        var oldest = await storage.RowsAsync(
            OldestOthers, row => row.GetInt64(0), token, ("tenant", user.Id), ("agent_type", Wire.Name(agentType)), ("sessions", kept), ("excess", excess));
        return [.. oldest.Select(id => new SessionDeactivated(id, agentType, DeactivationReason.Limit, at))];
    }
}
