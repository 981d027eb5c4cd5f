namespace Chat.Features.Shared.Storage;

/// <summary>
/// Row-level security shows a transaction only the rows of the tenant that it has named (docs/adr/0011-row-level-security.md).
/// A batch made here names it first, in the round trip of its queries; outside of a transaction a batch is one.
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
    /// Not cancelled once it opens a connection: when the begin after it is cancelled, Marten 9.58 drops that connection without
    /// closing it (<c>AutoClosingLifetime.StartAsync</c>), and clients that go away empty the pool for good. The wait for a
    /// connection has a bound of its own.
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

    /// <summary>Runs a statement for documents, in a batch of its own.</summary>
    internal static Task<IReadOnlyList<T>> DocumentsAsync<T>(
        this IQuerySession storage, SqlStatement sql, CancellationToken token, params ReadOnlySpan<(string Name, object Value)> named) where T : class
    {
        var parameters = sql.Values(named);
        return storage.AskAsync(batch => batch.Query<T>(sql.Text, parameters), token);
    }

    internal static void Queue(this IDocumentSession storage, SqlStatement sql, params ReadOnlySpan<(string Name, object Value)> named) =>
        storage.QueueSqlCommand(sql.Text, sql.Values(named));
}
