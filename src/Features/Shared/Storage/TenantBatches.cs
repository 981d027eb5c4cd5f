namespace Chat.Features.Shared.Storage;

/// <summary>
/// Batches that set the tenant for row-level security in the round trip of their queries
/// (docs/adr/0011-row-level-security.md). Outside a transaction a batch is one.
/// </summary>
public static class TenantBatches
{
    /// <summary>A batch that sees the rows of the session's tenant.</summary>
    public static IBatchedQuery CreateTenantBatch(this IQuerySession storage)
    {
        var batch = storage.CreateBatchQuery();
        _ = batch.AddItem(new TenantName());
        return batch;
    }

    /// <summary>Begins the session's transaction, whose queries all see the rows of the tenant.</summary>
    public static async Task BeginTenantTransactionAsync(this IDocumentSession storage, CancellationToken token)
    {
        await storage.BeginAsync(token);
        await storage.CreateTenantBatch().Execute(token);
    }

    /// <summary>Begins the session's transaction; does nothing when it has begun.</summary>
    /// <remarks>
    /// Not cancelled once it opens a connection: Marten 9.58 leaks the connection when the begin is cancelled
    /// (<c>AutoClosingLifetime.StartAsync</c>). The pool bounds the wait for a connection.
    /// </remarks>
    public static async Task BeginAsync(this IDocumentSession storage, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        await storage.BeginTransactionAsync(CancellationToken.None);
    }

    /// <summary>Asks one thing, in a batch of its own.</summary>
    public static async Task<T> AskAsync<T>(this IQuerySession storage, Func<IBatchedQuery, Task<T>> ask, CancellationToken token)
    {
        var batch = storage.CreateTenantBatch();
        var answer = ask(batch);
        await batch.Execute(token);
        return await answer;
    }

    /// <summary>Runs a statement, in a batch of its own.</summary>
    internal static Task<IReadOnlyList<T>> RowsAsync<T>(
        this IQuerySession storage, SqlStatement sql, Func<NpgsqlDataReader, T> read, CancellationToken token, params ReadOnlySpan<(string Name, object Value)> named)
    {
        var query = new RowsQuery<T>(sql.Text, sql.Values(named), read);
        return storage.AskAsync(batch => batch.AddItem(query), token);
    }

    internal static Task<IReadOnlyList<T>> DocumentsAsync<T>(
        this IQuerySession storage, SqlStatement sql, CancellationToken token, params ReadOnlySpan<(string Name, object Value)> named) where T : class
    {
        var parameters = sql.Values(named);
        return storage.AskAsync(batch => batch.Query<T>(sql.Text, parameters), token);
    }

    internal static void Queue(this IDocumentOperations storage, SqlStatement sql, params ReadOnlySpan<(string Name, object Value)> named) =>
        storage.QueueSqlCommand(sql.Text, sql.Values(named));
}
