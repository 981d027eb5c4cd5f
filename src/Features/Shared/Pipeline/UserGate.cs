namespace Chat.Features.Shared.Pipeline;

/// <summary>
/// Lets one command of a user at a time go to the database, first come, first served. The database's own lock stays the
/// truth between hosts; this gate keeps the calls of one hot user from holding every pooled connection while they wait for it.
/// </summary>
internal sealed class UserGate(TimeProvider time)
{
    public const int MaxWaiting = 1_000;

    /// <summary>The wait that any call is good for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Beyond its patience a call waits only while the queue moves: as long as the last turn ended no longer ago than this.</summary>
    public static readonly TimeSpan Standstill = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait: long enough for hundreds of calls that were sent at once, on a slow machine too.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();

    // A user is here while a command of theirs is under way; the queue is only made for the first that has to wait.
    private readonly Dictionary<string, Queue?> _queues = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (_lock)
                return _queues.Count;
        }
    }

    /// <summary>Waits for the user's turn. Disposing of the result, exactly once, ends it.</summary>
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
                // Perhaps the queue moves, and there is more time.
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
            // Faulted: it was refused in the same moment.
            if (queue.Places.Remove(place) || place.Task.IsFaulted)
                return;
        }
        // The turn came in the same moment: it goes on to the next.
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
        /// <summary>Refuses all calls that wait for the turn to end: it took too long, and the next would.</summary>
        public void RefuseWaiting() => Gate.RefuseWaiting(User);

        public void Dispose() => Gate.Leave(User);
    }

    private sealed class Queue
    {
        public List<TaskCompletionSource> Places { get; } = [];

        public long MovedAt { get; set; }
    }
}
