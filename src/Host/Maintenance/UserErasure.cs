namespace Chat.Host.Maintenance;

/// <summary>Deletes all rows of a user, under row-level security. Revoke the user's access first, or the user may write again.</summary>
internal sealed class UserErasure(string connectionString, TextWriter output)
{
    /// <returns>False when something was written meanwhile; call it again.</returns>
    public async Task<bool> EraseAsync(string user, CancellationToken token = default)
    {
        await using var pool = PoolOf(user);
        using var store = new DocumentStore(StorageSetup.Configure(pool));
        var before = await CountAsync(pool, token);
        try
        {
            await store.Advanced.DeleteAllTenantDataAsync(user, token);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            // An event was written between two deletes: nothing was erased.
        }
        var left = await CountAsync(pool, token);
        await output.WriteLineAsync($"erased {before - left:N0} rows of {user}; {left:N0} are left{(left == 0 ? "" : ", written meanwhile: run it again")}");
        return left == 0;
    }

    private NpgsqlDataSource PoolOf(string user) => new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString)
        .UsePhysicalConnectionInitializer(_ => throw new NotSupportedException(), async connection =>
        {
            await using var name = new NpgsqlCommand($"select set_config('{CrossTenantQueries.TenantSetting}', $1, false)", connection) { Parameters = { new() { Value = user } } };
            await name.ExecuteNonQueryAsync();
        })
        .Build();

    private static async Task<long> CountAsync(NpgsqlDataSource pool, CancellationToken token)
    {
        var tables = UserTables.All.Select(table => $"(select count(*) from {table})");
        await using var count = pool.CreateCommand($"select {string.Join(" + ", tables)}");
        return (long)(await count.ExecuteScalarAsync(token))!;
    }
}
