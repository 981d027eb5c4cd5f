namespace Chat.Host.Storage;

/// <summary>
/// The second wall around a user's data, under the tenant filter of the store: the database itself shows and takes only rows of
/// the tenant that the transaction has named, even to SQL without any filter. The owner of the tables is bound as well;
/// superusers and roles with BYPASSRLS are not.
/// </summary>
internal sealed partial class RowSecurity(ILogger<RowSecurity> logger)
{
    /// <summary>Shows the rows of the tenant that was named; the store's name for it.</summary>
    public const string TenantPolicy = "marten_tenant_isolation";

    /// <summary>Shows all rows to work across users.</summary>
    public const string EveryTenantPolicy = "every_tenant";

    // Any further policy would let more through: permissive ones add up.
    private const string OpenTables = $"""
        select string_agg(c.relname, ', ' order by c.relname) from pg_class c
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
          and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
          and not (c.relrowsecurity and c.relforcerowsecurity
            and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = '{TenantPolicy}')
            and not exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polname not in ('{TenantPolicy}', '{EveryTenantPolicy}')))
        """;

    /// <summary>Makes sure that every table with rows of users is closed, and says so when this role may pass the wall by.</summary>
    /// <exception cref="StartupException">A table is open.</exception>
    public async Task AssertAsync(NpgsqlConnection connection, CancellationToken token)
    {
        await using var tables = new NpgsqlCommand(OpenTables, connection);
        if (await tables.ExecuteScalarAsync(token) is string open)
            throw new StartupException($"Row-level security does not close {open}; remove what is not the service's, and run db-apply as the owner of the tables.");
        await using var active = new NpgsqlCommand("select row_security_active('public.mt_streams')", connection);
        if (!(bool)(await active.ExecuteScalarAsync(token))!)
            LogInactive();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Row-level security does not bind this service: its role may pass it by")]
    private partial void LogInactive();
}
