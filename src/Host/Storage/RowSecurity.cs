using Chat.Features.Shared.Users;
using Chat.Host.Startup;
using Npgsql;

namespace Chat.Host.Storage;

/// <summary>
/// The second wall around a user's data, under the tenant filter of the store: the database itself shows and takes only rows of
/// the tenant that the store's session has named, even to SQL without any filter. The owner of the tables is bound as well;
/// superusers and roles with BYPASSRLS are not.
/// </summary>
internal sealed partial class RowSecurity(NpgsqlDataSource pool, ILogger<RowSecurity> logger)
{
    // The streams come last, and tell whether the database is protected.
    private const string TablesOfUsers = """
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attname = 'tenant_id' and c.relforcerowsecurity = $1
        order by c.relname = 'mt_streams', c.relname
        """;

    // The settings are read once a query, not once a row.
    private const string Protect = $$"""
        drop policy if exists own_tenant on {0};
        drop policy if exists every_tenant on {0};
        create policy own_tenant on {0} using (tenant_id = (select current_setting('{{EveryTenant.TenantSetting}}', true)));
        create policy every_tenant on {0} using ((select current_setting('{{EveryTenant.Setting}}', true)) = 'on');
        alter table {0} enable row level security, force row level security;
        """;

    private const string Unprotect = """
        drop policy if exists own_tenant on {0};
        drop policy if exists every_tenant on {0};
        alter table {0} disable row level security, no force row level security;
        """;

    /// <summary>Protects every table of users that is not yet. Hosts of versions before 5 see no row from then on.</summary>
    /// <returns>The tables protected now.</returns>
    /// <exception cref="StartupException">The store of this package set would not see a row from then on.</exception>
    public async Task<IReadOnlyList<string>> ProtectAsync(CancellationToken token)
    {
        if (!TenantNaming.IsSupported)
            throw NotSupported();
        await using var connection = await pool.OpenConnectionAsync(token);
        return await ChangeAsync(connection, isProtected: false, Protect, token);
    }

    /// <summary>Takes the protection from every table of users, for hosts of the full package set. It stays away until it is asked for.</summary>
    /// <returns>The tables that were protected.</returns>
    public async Task<IReadOnlyList<string>> UnprotectAsync(CancellationToken token)
    {
        await using var connection = await pool.OpenConnectionAsync(token);
        return await ChangeAsync(connection, isProtected: true, Unprotect, token);
    }

    /// <summary>
    /// Protects an empty database, and new tables of a protected one; says so when a database that an earlier version has
    /// written is not protected yet.
    /// </summary>
    public async Task ProtectAtStartAsync(CancellationToken token)
    {
        await using var connection = await pool.OpenConnectionAsync(token);
        var isProtected = await AskAsync(connection, "select relforcerowsecurity from pg_class where oid = 'mt_streams'::regclass", token);
        if (isProtected && !TenantNaming.IsSupported)
            throw NotSupported();
        if (TenantNaming.IsSupported && (isProtected || await AskAsync(connection, "select not exists (select from mt_streams)", token)))
            await ChangeAsync(connection, isProtected: false, Protect, token);
        if (!await AskAsync(connection, "select row_security_active('mt_streams')", token))
            LogInactive();
    }

    private static async Task<IReadOnlyList<string>> ChangeAsync(NpgsqlConnection connection, bool isProtected, string change, CancellationToken token)
    {
        var tables = await TablesAsync(connection, isProtected, token);
        foreach (var table in tables)
        {
            // Each in a transaction of its own: no lock is held while another is waited for.
            await using var command = new NpgsqlCommand(change.Replace("{0}", table, StringComparison.Ordinal), connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(token);
        }
        return tables;
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (bool)(await command.ExecuteScalarAsync(token))!;
    }

    private static async Task<List<string>> TablesAsync(NpgsqlConnection connection, bool isProtected, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(TablesOfUsers, connection) { Parameters = { new() { Value = isProtected } } };
        await using var reader = await command.ExecuteReaderAsync(token);
        var tables = new List<string>();
        while (await reader.ReadAsync(token))
            tables.Add(reader.GetString(0));
        return tables;
    }

    private static StartupException NotSupported() =>
        new("The full package set knows no row-level security: run 'db unprotect' before its hosts, or use the lean one.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Row-level security does not bind this service: its role may pass it by, or the database is of an earlier version and 'db protect' was not run yet")]
    private partial void LogInactive();
}
