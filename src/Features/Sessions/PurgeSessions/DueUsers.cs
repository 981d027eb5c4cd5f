namespace Chat.Features.Sessions.PurgeSessions;

/// <summary>Finds users who have something to purge. The one query that reaches across users; it reads their ids and nothing else.</summary>
internal sealed class DueUsers(CrossTenantQueries crossTenant)
{
    internal const int BatchSize = 100;

    private const string Next = """
        select tenant_id from (
          (select distinct tenant_id from mt_doc_chatsession
           where tenant_id > $1 and not is_active and last_message_at < $2 and updated_at < $2 order by tenant_id limit $3)
          union
          (select distinct tenant_id from mt_doc_purgedsession
           where tenant_id > $1 order by tenant_id limit $3)
        ) as due order by tenant_id limit $3
        """;

    /// <summary>The next users in the order of their ids, at most <see cref="BatchSize"/>.</summary>
    /// <param name="after">The last user of the batch before; empty for the first batch.</param>
    /// <param name="before">Sessions that last changed before this are due.</param>
    /// <param name="token">Ends the search.</param>
    internal Task<IReadOnlyList<string>> FindAsync(string after, DateTimeOffset before, CancellationToken token) =>
        crossTenant.UserIdsAsync(Next, token, after, before, BatchSize);
}
