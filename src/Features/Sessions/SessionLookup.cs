namespace Chat.Features.Sessions;

internal static class SessionLookup
{
    internal static Task<bool> HasSessionAsync(this IQuerySession storage, long id, CancellationToken token) =>
        storage.AskAsync(batch => batch.Query<ChatSession>().Where(session => session.Id == id).Any(), token);
}
