namespace Chat.Features.Shared.Idempotency;

/// <summary>
/// Removes the answers of all users that are older than they are kept. Nobody is answered with them any more, so that it
/// takes no user's lock; several hosts may do it at once.
/// </summary>
internal sealed class ExpiredAnswers(IDocumentStore store, IdempotentAnswers answers)
{
    internal const int UsersAPage = 100;
    internal const int AnswersAStep = 1_000;

    // The store opens no session without a tenant; this one has no rows.
    private const string NoTenant = "*DEFAULT*";

    private const string NextUsers = """
        select distinct tenant_id from mt_doc_idempotentanswer
        where tenant_id > ? and answered_at < ? order by tenant_id limit ?
        """;

    private const string DeleteSome = """
        delete from mt_doc_idempotentanswer
        where tenant_id = any(@users) and answered_at < @before and (tenant_id, id) in (
          select tenant_id, id from mt_doc_idempotentanswer
          where tenant_id = any(@users) and answered_at < @before limit @step for update skip locked)
        """;

    /// <summary>Removes all of them, in steps.</summary>
    /// <returns>How many there were.</returns>
    internal async Task<long> RemoveAsync(CancellationToken token)
    {
        var before = answers.Horizon;
        await using var storage = store.QuerySession(NoTenant);
        var removed = 0L;
        for (var after = ""; await storage.QueryAsync<string>(NextUsers, token, after, before, UsersAPage) is { Count: > 0 } users; after = users[^1])
            removed += await RemoveAsync(storage, [.. users], before, token);
        return removed;
    }

    private static async Task<long> RemoveAsync(IQuerySession storage, string[] users, DateTimeOffset before, CancellationToken token)
    {
        var removed = 0L;
        while (true)
        {
            await using var delete = new NpgsqlCommand(DeleteSome);
            delete.Parameters.AddWithValue("users", users);
            delete.Parameters.AddWithValue("before", before);
            delete.Parameters.AddWithValue("step", AnswersAStep);
            var step = await storage.ExecuteAsync(delete, token);
            removed += step;
            if (step < AnswersAStep)
                return removed;
        }
    }
}
