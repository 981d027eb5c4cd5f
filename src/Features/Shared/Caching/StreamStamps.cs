namespace Chat.Features.Shared.Caching;

/// <summary>
/// Asks the database for the stamps of all users whose calls wait, in one query: a call that comes while a query is under way
/// goes into the next one. So nobody waits to be gathered, and the busier the host, the less a call costs. Every call is
/// answered by a query that began after the call came, so that it sees whatever was acknowledged to anybody before.
/// </summary>
internal sealed class StreamStamps(CrossTenantQueries crossTenant)
{
    // Long for a lookup, short enough that the call can still be answered in another way.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Round? _next;
    private bool _isAsking;

    /// <summary>The user's stamp, as of now or later; null for a user who has never written, and when the database does not tell.</summary>
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
        // It asks for others as well and goes on for them: nothing of this call's context is its own.
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
            // A query that hangs is left behind: those who come next may find another connection.
            return await crossTenant.StampsAsync(users).WaitAsync(Patience);
        }
        catch (Exception)
        {
            // Whatever it is, the reads will find it themselves, each with an answer of its own.
            return null;
        }
    }

    private sealed class Round
    {
        public HashSet<string> Users { get; } = new(StringComparer.Ordinal);

        public TaskCompletionSource<IReadOnlyDictionary<string, StreamStamp>?> Stamps { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
