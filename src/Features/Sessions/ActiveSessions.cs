namespace Chat.Features.Sessions;

/// <summary>The limit of active sessions: over it, those with the oldest last message become inactive, those with a growing message last.</summary>
internal sealed class ActiveSessions(IDocumentSession storage, CurrentUser user, IOptions<ChatOptions> options)
{
    private static readonly SqlStatement OldestOthers = SqlStatement.Load("OldestActiveSessions");

    internal static long Excess(UserStats? stats, AgentType agentType, int limit) =>
        Math.Max(0, (stats?.Of(agentType).Active ?? 0) + 1 - limit);

    /// <summary>The deactivations that keep the limit when another session becomes active. Needs the user's stream locked.</summary>
    internal async Task<IReadOnlyList<SessionDeactivated>> MakeRoomAsync(
        UserStats? stats, AgentType agentType, long activated, DateTimeOffset at, CancellationToken token)
    {
        var excess = Excess(stats, agentType, options.Value.MaxActiveSessionsFor(agentType));
        if (excess == 0)
            return [];
        var oldest = await storage.RowsAsync(
            OldestOthers, row => row.GetInt64(0), token, ("tenant", user.Id), ("agent_type", Wire.Name(agentType)), ("session", activated), ("excess", excess));
        return [.. oldest.Select(id => new SessionDeactivated(id, agentType, DeactivationReason.Limit, at))];
    }
}
