namespace Chat.Features.Shared.Idempotency;

/// <summary>The answers of commands with an idempotency key: found, recorded, and removed when they are older than they are kept.</summary>
internal sealed class IdempotentAnswers(IDocumentStore store, CrossTenantQueries crossTenant, IOptions<ChatOptions> options, TimeProvider time)
{
    private const int AnswersAStep = 1_000;

    private static readonly Counter<long> Removed =
        ChatTelemetry.Meter.CreateCounter<long>("chat.cleanup.answers", "{answer}", "Answers to calls with an idempotency key that were removed");

    private static readonly SqlStatement
        Forget = SqlStatement.Load("ForgetAnswer"),
        DeleteSome = SqlStatement.Load("DeleteForgottenAnswers"),
        Users = SqlStatement.Load("UsersWithOldAnswers");

    private DateTimeOffset Horizon => time.UtcNowMicroseconds().AddHours(-options.Value.IdempotencyHours);

    /// <summary>The answer to an earlier call with this key; null when there was none, or too long ago.</summary>
    internal async Task<IdempotentAnswer?> FindAsync(IDocumentSession storage, IdempotencyKey key, CancellationToken token)
    {
        var answer = await storage.AskAsync(batch => batch.Load<IdempotentAnswer>(key.Text), token);
        if (answer is null || answer.AnsweredAt >= Horizon)
            return answer;
        // Exactly this one: another call with the key may have been answered meanwhile.
        await storage.RowsAsync(Forget, row => row.GetString(0), token, ("tenant", storage.TenantId), ("id", answer.Id), ("answered_at", answer.AnsweredAt));
        return null;
    }

    /// <summary>Records what the command answers, to be committed with what it does.</summary>
    internal void Record<T>(IDocumentSession storage, IdempotencyKey key, T response) =>
        storage.Insert(IdempotentAnswer.Seal(key, response, time.UtcNowMicroseconds()));

    /// <summary>
    /// Removes those of all users that are forgotten, in steps. Nobody is answered with them any more, so that it takes no user's
    /// lock; several hosts may do it at once.
    /// </summary>
    /// <returns>How many there were.</returns>
    internal async Task<long> RemoveForgottenAsync(CancellationToken token)
    {
        var (before, removed) = (Horizon, 0L);
        await foreach (var user in crossTenant.UsersAsync(Users.Text, token, before))
        {
            await using var storage = store.QuerySession(user);
            for (var step = (long)AnswersAStep; step == AnswersAStep; removed += step)
            {
                step = (await storage.RowsAsync(DeleteSome, row => row.GetInt64(0), token, ("tenant", user), ("before", before), ("most", AnswersAStep)))[0];
                Removed.Add(step);
            }
        }
        return removed;
    }
}
