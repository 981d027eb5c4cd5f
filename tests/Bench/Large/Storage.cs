using Chat.Features.Shared.Users;
using Npgsql;

namespace Chat.Bench.Large;

/// <summary>A table or an index, and its bytes with everything that belongs to it alone.</summary>
internal sealed record Relation(string Name, long Bytes);

/// <summary>Dead rows and hot updates of a table.</summary>
internal sealed record TableHealth(string Table, long Live, long Dead, long Updates, long HotUpdates, long Autovacuums);

/// <summary>The size of the database: on disk, in the log, in dead rows.</summary>
internal sealed class Storage(string connectionString) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create($"{connectionString};Options={CrossTenantQueries.ConnectionOptions}");

    /// <summary>Tables (with their TOAST) and indexes, the largest first.</summary>
    public Task<List<Relation>> RelationsAsync(CancellationToken token) => ReadAsync(
        """
        select relname, case when relkind = 'r' then pg_table_size(oid) else pg_relation_size(oid) end
        from pg_class where relkind in ('r', 'i') and relnamespace = 'public'::regnamespace order by 2 desc
        """,
        row => new Relation(row.GetString(0), row.GetInt64(1)),
        token);

    /// <summary>Bytes that were ever written to the write-ahead log.</summary>
    public async Task<long> LogBytesAsync(CancellationToken token) =>
        (await ReadAsync("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint", row => row.GetInt64(0), token))[0];

    public async Task<List<TableHealth>> HealthAsync(CancellationToken token)
    {
        // The counters of a connection arrive with a second's delay.
        await Task.Delay(TimeSpan.FromSeconds(2), token);
        return await ReadAsync(
            """
            select relname, n_live_tup, n_dead_tup, n_tup_upd, n_tup_hot_upd, autovacuum_count from pg_stat_user_tables
            where n_live_tup > 0 order by relname
            """,
            row => new TableHealth(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)),
            token);
    }

    /// <summary>Vacuums and analyzes after the fill, as autovacuum would later.</summary>
    public async Task TidyAsync(CancellationToken token)
    {
        foreach (var table in await ReadAsync("select relname from pg_stat_user_tables", row => row.GetString(0), token))
        {
            await using var vacuum = _database.CreateCommand($"vacuum (analyze) {table}");
            vacuum.CommandTimeout = 600;
            await vacuum.ExecuteNonQueryAsync(token);
        }
    }

    /// <summary>Deletes all projected documents, so that a rebuild writes all of them.</summary>
    public async Task ForgetProjectionsAsync(CancellationToken token)
    {
        await using var delete = _database.CreateCommand("select set_config('chat.search', 'on', true); delete from mt_doc_chatsession; delete from mt_doc_userstats");
        await delete.ExecuteNonQueryAsync(token);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken token)
    {
        await using var command = _database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(token);
        var rows = new List<T>();
        while (await reader.ReadAsync(token))
            rows.Add(read(reader));
        return rows;
    }
}
