namespace Chat.Features.Sessions;

/// <summary>Locks the user's stream until the commit, across all hosts. Read what a command decides on after it.</summary>
internal sealed class UserStream(IDocumentSession storage, CurrentUser user)
{
    private static readonly SqlStatement LockUser = SqlStatement.Load("LockUser");

    /// <summary>Locks the stream and loads one session of the user, in one round trip.</summary>
    /// <exception cref="Shared.Errors.NotFoundException">The user has no such session.</exception>
    internal async Task<(IEventStream<UserStats> Stream, ChatSession Session)> OpenForSessionAsync(long sessionId, CancellationToken token)
    {
        var (stream, session, _) = await OpenAsync(sessionId, static _ => Task.FromResult(true), token);
        return (stream, session);
    }

    /// <summary>Also loads one more document in the same round trip; null when there is none.</summary>
    /// <exception cref="Shared.Errors.NotFoundException">The user has no such session.</exception>
    internal Task<(IEventStream<UserStats> Stream, ChatSession Session, T? Document)> OpenForSessionAsync<T>(long sessionId, long id, CancellationToken token)
        where T : class => OpenAsync(sessionId, batch => batch.Load<T>(id), token);

    private async Task<(IEventStream<UserStats>, ChatSession, T)> OpenAsync<T>(long sessionId, Func<IBatchedQuery, Task<T>> more, CancellationToken token)
    {
        // The projection then reuses the loaded session.
        storage.UseIdentityMapFor<ChatSession>();
        await storage.BeginAsync(token);
        var batch = storage.CreateTenantBatch();
        var stream = batch.Events.FetchForExclusiveWriting<UserStats>(user.Id);
        var session = batch.Load<ChatSession>(sessionId);
        var document = more(batch);
        await batch.Execute(token);
        return (await stream, await session ?? throw SessionPath.NotFound(), await document);
    }

    /// <summary>Locks the stream, which may not exist yet.</summary>
    internal async Task<IEventStream<UserStats>> OpenAsync(CancellationToken token)
    {
        await storage.BeginAsync(token);
        var batch = storage.CreateTenantBatch();
        // A new stream has no row to lock: two first writes of a user would race.
        _ = batch.AddItem(new RowsQuery<bool>(LockUser.Text, LockUser.Values(("tenant", user.Id)), _ => true));
        var stream = batch.Events.FetchForExclusiveWriting<UserStats>(user.Id);
        await batch.Execute(token);
        return await stream;
    }
}
