namespace Chat.AgentFramework.History;

/// <summary>Posts messages to a session, in order: together, as far as one call may hold them.</summary>
internal sealed class SessionWriter(IChatApi chat, TimeSpan timeout)
{
    private const int MaxMessages = 100;

    // A call may have 1 MiB.
    private const int MaxBytes = 900_000;

    // What JSON makes of one character at most.
    private const int BytesOfUnit = 6;

    /// <exception cref="ChatException">As for every call; what was posted before stays.</exception>
    internal async Task PostAsync(long sessionId, IEnumerable<NewMessage> messages, CancellationToken token)
    {
        foreach (var batch in Batches(messages))
            await Patience.RunAsync((key, limit) => chat.PostMessagesAsync(sessionId, new MessageBatch(batch), idempotencyKey: key, cancellationToken: limit), timeout, token);
    }

    private static IEnumerable<IReadOnlyList<NewMessage>> Batches(IEnumerable<NewMessage> messages)
    {
        var batch = new List<NewMessage>();
        var size = 0;
        foreach (var message in messages)
        {
            var bytes = (message.Content.Length * BytesOfUnit) + (message.Metadata?.ToJsonString().Length ?? 0);
            if (batch.Count == MaxMessages || (batch.Count > 0 && size + bytes > MaxBytes))
            {
                yield return batch;
                (batch, size) = ([], 0);
            }
            batch.Add(message);
            size += bytes;
        }
        if (batch.Count > 0)
            yield return batch;
    }
}
