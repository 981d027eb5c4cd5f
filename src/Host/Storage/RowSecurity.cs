namespace Chat.Host.Storage;

/// <summary>Postgres shows only rows of the tenant that the transaction has named, even to SQL without a filter.</summary>
/// <remarks>Row-level security binds the owner of the tables too, but not superusers and roles with BYPASSRLS.</remarks>
internal sealed partial class RowSecurity(ILogger<RowSecurity> logger)
{
    public const string TenantPolicy = "marten_tenant_isolation";
    public const string EveryTenantPolicy = "every_tenant";

    // Permissive policies add up: any further one would show more rows.
    private const string OpenTables = $"""
        select string_agg(c.relname, ', ' order by c.relname) from pg_class c
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
          and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
          and not (c.relrowsecurity and c.relforcerowsecurity
            and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = '{TenantPolicy}')
            and not exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polname not in ('{TenantPolicy}', '{EveryTenantPolicy}')))
        """;

    /// <summary>Checks every table with a tenant_id; warns when row-level security does not bind this role.</summary>
    /// <exception cref="StartupException">A table shows rows of other tenants.</exception>
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
