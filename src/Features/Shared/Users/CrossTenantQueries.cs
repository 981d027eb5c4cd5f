using System.Runtime.CompilerServices;

namespace Chat.Features.Shared.Users;

/// <summary>
/// The one way past row-level security: queries over several users, for background work, maintenance and the check of answers
/// that are kept. They read ids of users and versions of their streams and nothing else; what is done for a user is then done
/// as that user.
/// </summary>
public sealed class CrossTenantQueries(NpgsqlDataSource pool)
{
    private const int UsersAPage = 100;

    /// <summary>The setting that the policies read the tenant from.</summary>
    public const string TenantSetting = "chat.tenant";

    /// <summary>The setting that, while it is <c>on</c>, shows the rows of all tenants.</summary>
    public const string Setting = "chat.every_tenant";

    /// <summary>Options of a connection string with which every statement sees the rows of all tenants: for tools, never for the service.</summary>
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

    /// <summary>Runs a query page by page: users in the order of their ids, each once.</summary>
    /// <param name="sql">Its first parameter is the id behind which the page begins, its last the number of users of a page.</param>
    /// <param name="token">Ends the search.</param>
    /// <param name="parameters">Those between the two.</param>
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

    /// <summary>The stamps of users' streams, in one query; users without a stream are left out.</summary>
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
        // A batch is a transaction: its end takes the setting back. "set local" would do the same, and have the server warn each time.
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
