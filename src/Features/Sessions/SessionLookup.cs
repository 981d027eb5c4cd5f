namespace Chat.Features.Sessions;

/// <summary>Asks for a session alone.</summary>
internal static class SessionLookup
{
    /// <summary>Whether the user of the storage session has such a session.</summary>
    internal static Task<bool> HasSessionAsync(this IQuerySession storage, long id, CancellationToken token) =>
        storage.AskAsync(batch => batch.Query<ChatSession>().Where(session => session.Id == id).Any(), token);
}
