namespace Chat.Features.Shared.Users;

/// <summary>
/// The one way past row-level security: queries over all users, for background work and maintenance. They read ids of users
/// and nothing else; what is done for a user is then done as that user.
/// </summary>
/// <param name="pool">The connections to the database.</param>
public sealed class EveryTenant(NpgsqlDataSource pool)
{
    /// <summary>The setting that the policies read the tenant from.</summary>
    public const string TenantSetting = "chat.tenant";

    /// <summary>The setting that, while it is <c>on</c>, shows the rows of all tenants.</summary>
    public const string Setting = "chat.every_tenant";

    /// <summary>Runs a query whose rows are ids of users.</summary>
    /// <exception cref="NpgsqlException">The database refused or could not run it.</exception>
    public async Task<IReadOnlyList<string>> UserIdsAsync(string sql, CancellationToken token, params object[] parameters)
    {
        await using var batch = pool.CreateBatch();
        batch.Timeout = 10;
        // A batch is a transaction: its end takes the setting back.
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"set local {Setting} = on"));
        var query = new NpgsqlBatchCommand(sql);
        foreach (var value in parameters)
            query.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(query);
        var ids = new List<string>();
        await using var reader = await batch.ExecuteReaderAsync(token);
        while (await reader.ReadAsync(token))
            ids.Add(reader.GetString(0));
        return ids;
    }
}
