namespace Chat.Features.Shared.Pipeline;

/// <summary>
/// Lets one command of a user at a time use the database, first come, first served. Postgres's lock orders commands across
/// hosts; this gate keeps one user's waiting calls from holding all pooled connections.
/// </summary>
internal sealed class UserGate(TimeProvider time)
{
    public const int MaxWaiting = 1_000;

    /// <summary>The wait that every call gets.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Beyond the patience a call waits only while turns end, with at most this time between two ends.</summary>
    public static readonly TimeSpan Standstill = TimeSpan.FromSeconds(2);

    /// <summary>Long enough for hundreds of calls sent at once, even on a slow machine.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();

    // Users with a running command; the queue is created for the first that waits.
    private readonly Dictionary<string, Queue?> _queues = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (_lock)
                return _queues.Count;
        }
    }

    /// <summary>Waits for the user's turn. Dispose the result exactly once.</summary>
    /// <exception cref="BusyException">Too many commands of this user wait, or the wait took too long.</exception>
    public ValueTask<Turn> EnterAsync(string user, CancellationToken token)
    {
        Queue queue;
        TaskCompletionSource place;
        lock (_lock)
        {
            if (_queues.TryAdd(user, null))
                return new ValueTask<Turn>(new Turn(this, user, TimeSpan.Zero));
            queue = _queues[user] ??= new Queue { MovedAt = time.GetTimestamp() };
            if (queue.Places.Count >= MaxWaiting)
                throw Busy();
            place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            queue.Places.Add(place);
        }
        return WaitAsync(user, queue, place, token);
    }

    private async ValueTask<Turn> WaitAsync(string user, Queue queue, TaskCompletionSource place, CancellationToken token)
    {
        var arrived = time.GetTimestamp();
        for (var wait = Patience; wait > TimeSpan.Zero; wait = MoreTime(queue, arrived))
        {
            try
            {
                await place.Task.WaitAsync(wait, time, token);
                return new Turn(this, user, time.GetElapsedTime(arrived));
            }
            catch (TimeoutException)
            {
                // There is more time while the queue moves.
            }
            catch (OperationCanceledException)
            {
                GiveUp(user, queue, place);
                throw;
            }
        }
        GiveUp(user, queue, place);
        throw Busy();
    }

    private TimeSpan MoreTime(Queue queue, long arrived) =>
        new[] { Standstill - time.GetElapsedTime(queue.MovedAt), MaxWait - time.GetElapsedTime(arrived) }.Min();

    private void GiveUp(string user, Queue queue, TaskCompletionSource place)
    {
        lock (_lock)
        {
            // Faulted: it was refused at the same moment.
            if (queue.Places.Remove(place) || place.Task.IsFaulted)
                return;
        }
        // It got the turn at the same moment, and passes it on.
        Leave(user);
    }

    private void Leave(string user)
    {
        lock (_lock)
        {
            if (_queues[user] is not { Places: [var next, ..] } queue)
            {
                _queues.Remove(user);
                return;
            }
            queue.Places.RemoveAt(0);
            queue.MovedAt = time.GetTimestamp();
            next.SetResult();
        }
    }

    private void RefuseWaiting(string user)
    {
        lock (_lock)
        {
            foreach (var place in _queues[user]?.Places ?? [])
                place.SetException(Busy());
            _queues[user]?.Places.Clear();
        }
    }

    private static BusyException Busy() => new("Too many calls of this user are under way");

    internal readonly record struct Turn(UserGate Gate, string User, TimeSpan Waited) : IDisposable
    {
        public void RefuseWaiting() => Gate.RefuseWaiting(User);

        public void Dispose() => Gate.Leave(User);
    }

    private sealed class Queue
    {
        public List<TaskCompletionSource> Places { get; } = [];

        public long MovedAt { get; set; }
    }
}
