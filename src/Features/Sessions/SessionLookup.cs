namespace Chat.Features.Sessions;

/// <summary>Asks for a session alone.</summary>
internal static class SessionLookup
{
    private const string Id = """
        select id from mt_doc_chatsession where tenant_id = ? and id = ?
        """;

    /// <summary>Whether the user of the storage session has such a session.</summary>
    internal static async Task<bool> HasSessionAsync(this IQuerySession storage, long id, CancellationToken token) =>
        await storage.ValuesAsync<long>(Id, token, storage.TenantId, id) is not [];
}
