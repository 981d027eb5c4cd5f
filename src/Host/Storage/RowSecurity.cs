using Chat.Features.Shared.Users;
#if FULL
using Chat.Host.Startup;
#endif
using Npgsql;

namespace Chat.Host.Storage;

/// <summary>
/// The second wall around a user's data, under the tenant filter of the store: the database itself shows and takes only rows of
/// the tenant that the store's session has named, even to SQL without any filter. The owner of the tables is bound as well;
/// superusers and roles with BYPASSRLS are not.
/// </summary>
internal sealed partial class RowSecurity(NpgsqlDataSource pool, ILogger<RowSecurity> logger)
{
    private const string Unprotected = """
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attname = 'tenant_id' and not c.relforcerowsecurity
        order by c.relname
        """;

    // The settings are read once a query, not once a row.
    private const string Protect = $$"""
        drop policy if exists own_tenant on {0};
        drop policy if exists every_tenant on {0};
        create policy own_tenant on {0} using (tenant_id = (select current_setting('{{EveryTenant.TenantSetting}}', true)));
        create policy every_tenant on {0} using ((select current_setting('{{EveryTenant.Setting}}', true)) = 'on');
        alter table {0} enable row level security, force row level security;
        """;

    /// <summary>Protects every table of users that is not yet. Hosts of versions before 5 see no row from then on.</summary>
    /// <returns>The tables protected now.</returns>
    public async Task<IReadOnlyList<string>> ProtectAsync(CancellationToken token)
    {
        await using var connection = await pool.OpenConnectionAsync(token);
        return await ProtectAsync(connection, token);
    }

    /// <summary>
    /// Protects an empty database, and new tables of a protected one; says so when a database that an earlier version has
    /// written is not protected yet.
    /// </summary>
    public async Task ProtectAtStartAsync(CancellationToken token)
    {
        await using var connection = await pool.OpenConnectionAsync(token);
        var isProtected = await AskAsync(connection, "select relforcerowsecurity from pg_class where oid = 'mt_streams'::regclass", token);
#if FULL
        // Marten names no tenant to the database, and would see no row.
        if (isProtected)
            throw new StartupException("This database has row-level security, which the full package set does not know; use the lean one.");
#else
        if (isProtected || await AskAsync(connection, "select not exists (select from mt_streams)", token))
            await ProtectAsync(connection, token);
#endif
        if (!await AskAsync(connection, "select row_security_active('mt_streams')", token))
            LogInactive();
    }

    private static async Task<IReadOnlyList<string>> ProtectAsync(NpgsqlConnection connection, CancellationToken token)
    {
        var tables = await UnprotectedAsync(connection, token);
        foreach (var table in tables)
        {
            // Each in a transaction of its own: no lock is held while another is waited for.
            await using var command = new NpgsqlCommand(Protect.Replace("{0}", table, StringComparison.Ordinal), connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(token);
        }
        return tables;
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (bool)(await command.ExecuteScalarAsync(token))!;
    }

    private static async Task<List<string>> UnprotectedAsync(NpgsqlConnection connection, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(Unprotected, connection);
        await using var reader = await command.ExecuteReaderAsync(token);
        var tables = new List<string>();
        while (await reader.ReadAsync(token))
            tables.Add(reader.GetString(0));
        return tables;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Row-level security does not bind this service: its role may pass it by, or the database is of an earlier version and 'db protect' was not run yet")]
    private partial void LogInactive();
}
