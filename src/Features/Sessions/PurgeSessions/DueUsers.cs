namespace Chat.Features.Sessions.PurgeSessions;

/// <summary>Finds users who have something to purge. The one query that reaches across users; it reads their ids and nothing else.</summary>
internal sealed class DueUsers(IDocumentStore store)
{
    internal const int BatchSize = 100;

    // The store opens no session without a tenant; this one has no rows.
    private const string NoTenant = "*DEFAULT*";

    private const string Next = """
        select tenant_id from (
          (select distinct tenant_id from mt_doc_chatsession
           where tenant_id > ? and not is_active and last_message_at < ? and updated_at < ? order by tenant_id limit ?)
          union
          (select distinct tenant_id from mt_doc_purgedsession
           where tenant_id > ? order by tenant_id limit ?)
        ) as due order by tenant_id limit ?
        """;

    /// <summary>The next users in the order of their ids, at most <see cref="BatchSize"/>.</summary>
    /// <param name="after">The last user of the batch before; empty for the first batch.</param>
    /// <param name="before">Sessions that last changed before this are due.</param>
    /// <param name="token">Ends the search.</param>
    internal async Task<IReadOnlyList<string>> FindAsync(string after, DateTimeOffset before, CancellationToken token)
    {
        await using var storage = store.QuerySession(NoTenant);
        return await storage.QueryAsync<string>(Next, token, after, before, before, BatchSize, after, BatchSize, BatchSize);
    }
}
