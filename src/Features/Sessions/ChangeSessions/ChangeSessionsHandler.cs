namespace Chat.Features.Sessions.ChangeSessions;

internal sealed class ChangeSessionsHandler(
    UserStream users, ActiveSessions activeSessions, SessionErasure erasure, IDocumentSession storage, CurrentUser user, Precondition precondition, TimeProvider time)
    : IRequestHandler<ChangeSessionsCommand, ChangeSessionsResponse>
{
    private static readonly SqlStatement ById = SqlStatement.Load("SessionsById");

    public async Task<ChangeSessionsResponse> Handle(ChangeSessionsCommand request, CancellationToken cancellationToken)
    {
        precondition.Check(entityTag: null);
        // The projection then reuses the loaded sessions.
        storage.UseIdentityMapFor<ChatSession>();
        var stream = await users.OpenAsync(cancellationToken);
        var sessions = await LoadAsync([.. request.Ids!.Distinct()], cancellationToken);
        var events = await ChangeAsync(request.Action!.Value, stream.Aggregate, sessions, time.UtcNowMicroseconds(), cancellationToken);

        stream.AppendMany(events);
        var ids = sessions.Select(session => session.Id).ToHashSet();
        return new ChangeSessionsResponse(events.Count(change => ids.Contains(change.SessionId)));
    }

    // In the order of the call.
    private async Task<IReadOnlyList<ChatSession>> LoadAsync(long[] ids, CancellationToken token)
    {
        var found = (await storage.DocumentsAsync<ChatSession>(ById, token, ("tenant", user.Id), ("sessions", ids))).ToDictionary(session => session.Id);
        return [.. ids.Select(id => found.GetValueOrDefault(id) ?? throw SessionPath.NotFound(id))];
    }

    private async Task<IReadOnlyList<ISessionEvent>> ChangeAsync(
        SessionsAction action, UserStats? stats, IReadOnlyList<ChatSession> sessions, DateTimeOffset at, CancellationToken token)
    {
        if (action == SessionsAction.Erase)
            return await erasure.EraseAsync(sessions, at, token);
        if (action == SessionsAction.Deactivate)
            return [.. sessions.SelectMany(session => session.Change(title: null, metadata: null, isActive: false, at))];
        var events = new List<ISessionEvent>();
        foreach (var agent in sessions.GroupBy(session => session.AgentType))
            events.AddRange(await activeSessions.ReactivateAsync(stats, agent.Key, [.. agent], at, token));
        return events;
    }
}
