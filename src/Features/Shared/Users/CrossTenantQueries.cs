using System.Runtime.CompilerServices;

namespace Chat.Features.Shared.Users;

/// <summary>The one way past row-level security: reads ids of users and stamps of their streams, for background jobs, maintenance and caching.</summary>
public sealed class CrossTenantQueries(NpgsqlDataSource pool)
{
    private const int UsersAPage = 100;

    /// <summary>The setting that the policies read the tenant from.</summary>
    public const string TenantSetting = "chat.tenant";

    /// <summary>The setting that shows the rows of all tenants while it is <c>on</c>.</summary>
    public const string Setting = "chat.every_tenant";

    /// <summary>Connection options that show all statements the rows of all tenants: for tools, never for the service.</summary>
    public const string ConnectionOptions = $"-c {Setting}=on -c {TenantSetting}=";

    private static readonly SqlStatement Stamps = SqlStatement.Load("StreamStamps");

    /// <summary>Runs a query whose rows are ids of users.</summary>
    /// <exception cref="NpgsqlException">The database refused or could not run it.</exception>
    public async Task<IReadOnlyList<string>> UserIdsAsync(string sql, CancellationToken token, params object[] parameters)
    {
        var ids = new List<string>();
        await ReadAsync(sql, parameters, row => ids.Add(row.GetString(0)), token);
        return ids;
    }

    /// <summary>Runs a query for ids of users page by page. Its first parameter is the last id of the page before, its last the page size.</summary>
    public async IAsyncEnumerable<string> UsersAsync(string sql, [EnumeratorCancellation] CancellationToken token, params object[] parameters)
    {
        IReadOnlyList<string> page;
        for (var after = ""; ; after = page[^1])
        {
            page = await UserIdsAsync(sql, token, [after, .. parameters, UsersAPage]);
            foreach (var user in page)
                yield return user;
            if (page.Count < UsersAPage)
                yield break;
        }
    }

    /// <summary>Stamps by user, without users that have no stream.</summary>
    /// <exception cref="NpgsqlException">The database refused or could not run it.</exception>
    internal async Task<IReadOnlyDictionary<string, StreamStamp>> StampsAsync(string[] users)
    {
        var stamps = new Dictionary<string, StreamStamp>(users.Length, StringComparer.Ordinal);
        await ReadAsync(
            Stamps.Text, [users], row => stamps.Add(row.GetString(0), new StreamStamp(row.GetInt64(1), row.GetDateTime(2), row.GetBoolean(3))), CancellationToken.None);
        return stamps;
    }

    private async Task ReadAsync(string sql, object[] parameters, Action<NpgsqlDataReader> read, CancellationToken token)
    {
        await using var batch = pool.CreateBatch();
        batch.Timeout = 10;
        // A batch is a transaction: the setting ends with it. "set local" would log a warning each time.
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"select set_config('{Setting}', 'on', true)"));
        var query = new NpgsqlBatchCommand(sql);
        foreach (var value in parameters)
            query.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(query);
        await using var reader = await batch.ExecuteReaderAsync(token);
        await reader.NextResultAsync(token);
        while (await reader.ReadAsync(token))
            read(reader);
    }
}
