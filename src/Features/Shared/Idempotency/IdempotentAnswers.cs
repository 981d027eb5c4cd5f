namespace Chat.Features.Shared.Idempotency;

/// <summary>Finds and records the answers of commands with an idempotency key, in the storage session of the command.</summary>
internal sealed class IdempotentAnswers(IOptions<ChatOptions> options, TimeProvider time)
{
    private const string Forget = """
        delete from mt_doc_idempotentanswer where tenant_id = ? and id = ? and answered_at = ? returning id
        """;

    /// <summary>Answers given before this are forgotten.</summary>
    internal DateTimeOffset Horizon => time.UtcNowMicroseconds().AddHours(-options.Value.IdempotencyHours);

    /// <summary>The answer to an earlier call with this key; null when there was none, or too long ago.</summary>
    internal async Task<IdempotentAnswer?> FindAsync(IDocumentSession storage, IdempotencyKey key, CancellationToken token)
    {
        var answer = await storage.AskAsync(batch => batch.Load<IdempotentAnswer>(key.Text), token);
        if (answer is null || answer.AnsweredAt >= Horizon)
            return answer;
        // Exactly this one: another call with the key may have been answered meanwhile.
        await storage.ValuesAsync<string>(Forget, token, storage.TenantId, answer.Id, answer.AnsweredAt);
        return null;
    }

    /// <summary>Records what the command answers, to be committed with what it does.</summary>
    internal void Record<T>(IDocumentSession storage, IdempotencyKey key, T response) =>
        storage.Insert(IdempotentAnswer.Seal(key, response, time.UtcNowMicroseconds()));
}
