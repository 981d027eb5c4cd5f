namespace Chat.Features.Sessions.PurgeSessions;

/// <summary>Finds the ids of users who have something to purge.</summary>
internal sealed class DueUsers(CrossTenantQueries crossTenant)
{
    private const string Next = """
        select tenant_id from (
          (select distinct tenant_id from mt_doc_chatsession
           where tenant_id > $1 and not is_active and last_message_at < $2 and updated_at < $2 order by tenant_id limit $3)
          union
          (select distinct tenant_id from mt_doc_purgedsession
           where tenant_id > $1 order by tenant_id limit $3)
        ) as due order by tenant_id limit $3
        """;

    internal IAsyncEnumerable<string> FindAsync(DateTimeOffset before, CancellationToken token) => crossTenant.UsersAsync(Next, token, before);
}
