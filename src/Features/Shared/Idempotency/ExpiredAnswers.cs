namespace Chat.Features.Shared.Idempotency;

/// <summary>
/// Removes the answers of all users that are older than they are kept. Nobody is answered with them any more, so that it
/// takes no user's lock; several hosts may do it at once.
/// </summary>
internal sealed class ExpiredAnswers(IDocumentStore store, CrossTenantQueries crossTenant, IdempotentAnswers answers)
{
    internal const int UsersAPage = 100;
    internal const int AnswersAStep = 1_000;

    private static readonly Counter<long> Removed =
        ChatTelemetry.Meter.CreateCounter<long>("chat.cleanup.answers", "{answer}", "Answers to calls with an idempotency key that were removed");

    private const string NextUsers = """
        select distinct tenant_id from mt_doc_idempotentanswer
        where tenant_id > $1 and answered_at < $2 order by tenant_id limit $3
        """;

    private const string DeleteSome = """
        with deleted as (
          delete from mt_doc_idempotentanswer
          where tenant_id = ? and answered_at < ? and (tenant_id, id) in (
            select tenant_id, id from mt_doc_idempotentanswer
            where tenant_id = ? and answered_at < ? limit ? for update skip locked)
          returning 1)
        select count(*) from deleted
        """;

    /// <summary>Removes all of them, in steps.</summary>
    /// <returns>How many there were.</returns>
    internal async Task<long> RemoveAsync(CancellationToken token)
    {
        var before = answers.Horizon;
        var removed = 0L;
        for (var after = ""; await crossTenant.UserIdsAsync(NextUsers, token, after, before, UsersAPage) is { Count: > 0 } users; after = users[^1])
        {
            foreach (var user in users)
                removed += await RemoveAsync(user, before, token);
        }
        return removed;
    }

    private async Task<long> RemoveAsync(string user, DateTimeOffset before, CancellationToken token)
    {
        await using var storage = store.QuerySession(user);
        var removed = 0L;
        while (true)
        {
            var step = (await storage.ValuesAsync<long>(DeleteSome, token, user, before, user, before, AnswersAStep))[0];
            removed += step;
            Removed.Add(step);
            if (step < AnswersAStep)
                return removed;
        }
    }
}
