namespace Chat.Features.Shared.Caching;

/// <summary>
/// Reads the stamps of all waiting calls in one query; calls that come meanwhile join the next query. Every call gets a stamp
/// that was read after the call came, so it sees all commits acknowledged before.
/// </summary>
internal sealed class StreamStamps(CrossTenantQueries crossTenant)
{
    // Long for a lookup, short enough that the call can still run its query.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Round? _next;
    private bool _isAsking;

    /// <summary>Null for a user without a stream, and when the query fails or takes too long.</summary>
    internal async Task<StreamStamp?> FindAsync(string user) =>
        await Join(user) is { } stamps && stamps.TryGetValue(user, out var stamp) ? stamp : null;

    private Task<IReadOnlyDictionary<string, StreamStamp>?> Join(string user)
    {
        Round round;
        lock (_lock)
        {
            round = _next ??= new Round();
            round.Users.Add(user);
            if (_isAsking)
                return round.Stamps.Task;
            (_isAsking, _next) = (true, null);
        }
        // The query also runs for other calls: it must not inherit this call's context.
        using (ExecutionContext.SuppressFlow())
            _ = AskAsync(round);
        return round.Stamps.Task;
    }

    private async Task AskAsync(Round? round)
    {
        while (round is not null)
        {
            round.Stamps.SetResult(await StampsAsync([.. round.Users]));
            lock (_lock)
            {
                (round, _next) = (_next, null);
                _isAsking = round is not null;
            }
        }
    }

    private async Task<IReadOnlyDictionary<string, StreamStamp>?> StampsAsync(string[] users)
    {
        try
        {
            // A query that hangs is abandoned: the next one may get another connection.
            return await crossTenant.StampsAsync(users).WaitAsync(Patience);
        }
        catch (Exception)
        {
            // The call's own query will fail in the same way and answer the error.
            return null;
        }
    }

    private sealed class Round
    {
        public HashSet<string> Users { get; } = new(StringComparer.Ordinal);

        public TaskCompletionSource<IReadOnlyDictionary<string, StreamStamp>?> Stamps { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
