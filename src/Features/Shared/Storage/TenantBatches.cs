namespace Chat.Features.Shared.Storage;

/// <summary>
/// Row-level security shows a transaction only the rows of the tenant that it has named (docs/adr/0011-row-level-security.md).
/// A batch made here names it first, in the round trip of its queries; outside of a transaction a batch is one.
/// </summary>
public static class TenantBatches
{
    /// <summary>A batch that sees the rows of the session's tenant.</summary>
    /// <param name="storage">The session.</param>
    public static IBatchedQuery CreateTenantBatch(this IQuerySession storage)
    {
        var batch = storage.CreateBatchQuery();
        _ = batch.AddItem(new TenantName());
        return batch;
    }

    /// <summary>Begins the session's transaction, whose queries all see the rows of the tenant.</summary>
    public static async Task BeginTenantTransactionAsync(this IDocumentSession storage, CancellationToken token)
    {
        await storage.BeginTransactionAsync(token);
        await storage.CreateTenantBatch().Execute(token);
    }

    /// <summary>Runs a query with one column, in a batch of its own.</summary>
    public static async Task<IReadOnlyList<T>> ValuesAsync<T>(this IQuerySession storage, string sql, CancellationToken token, params object[] parameters)
    {
        var batch = storage.CreateTenantBatch();
        var values = batch.AddItem(new ValuesQuery<T>(sql, parameters));
        await batch.Execute(token);
        return await values;
    }

    /// <summary>Runs a query for documents, in a batch of its own.</summary>
    public static async Task<IReadOnlyList<T>> DocumentsAsync<T>(this IQuerySession storage, string sql, CancellationToken token, params object[] parameters)
        where T : class
    {
        var batch = storage.CreateTenantBatch();
        var documents = batch.Query<T>(sql, parameters);
        await batch.Execute(token);
        return await documents;
    }
}
