namespace Chat.Features.Sessions;

internal static class SessionLookup
{
    private static readonly SqlStatement SessionExists = SqlStatement.Load("SessionExists");

    internal static async Task<bool> HasSessionAsync(this IQuerySession storage, long id, CancellationToken token) =>
        (await storage.RowsAsync(SessionExists, row => row.GetBoolean(0), token, ("tenant", storage.TenantId), ("session", id)))[0];
}
