namespace Chat.Features.Shared.Pipeline;

/// <summary>
/// Lets one command of a user at a time go to the database, first come, first served. The database's own lock stays the
/// truth between hosts; this gate keeps the calls of one hot user from holding every pooled connection while they wait for it.
/// </summary>
/// <param name="time">Measures the wait.</param>
public sealed class UserGate(TimeProvider time)
{
    /// <summary>Most commands of one user that wait; the next is refused at once.</summary>
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

    /// <summary>Users with a command under way.</summary>
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
        LinkedListNode<TaskCompletionSource> place;
        lock (_lock)
        {
            if (_queues.TryAdd(user, null))
                return new ValueTask<Turn>(new Turn(this, user, TimeSpan.Zero));
            queue = _queues[user] ??= new Queue { MovedAt = time.GetTimestamp() };
            if (queue.Places.Count >= MaxWaiting)
                throw Busy();
            place = queue.Places.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        return WaitAsync(user, queue, place, token);
    }

    private async ValueTask<Turn> WaitAsync(string user, Queue queue, LinkedListNode<TaskCompletionSource> place, CancellationToken token)
    {
        var arrived = time.GetTimestamp();
        for (var wait = Patience; wait > TimeSpan.Zero; wait = MoreTime(queue, arrived))
        {
            try
            {
                await place.Value.Task.WaitAsync(wait, time, token);
                return new Turn(this, user, time.GetElapsedTime(arrived));
            }
            catch (TimeoutException)
            {
                // Perhaps the queue moves, and there is more time.
            }
            catch (OperationCanceledException)
            {
                GiveUp(user, place);
                throw;
            }
        }
        GiveUp(user, place);
        throw Busy();
    }

    private TimeSpan MoreTime(Queue queue, long arrived)
    {
        var whileItMoves = Standstill - time.GetElapsedTime(queue.MovedAt);
        var atMost = MaxWait - time.GetElapsedTime(arrived);
        return whileItMoves < atMost ? whileItMoves : atMost;
    }

    private void GiveUp(string user, LinkedListNode<TaskCompletionSource> place)
    {
        lock (_lock)
        {
            if (place.List is { } places)
            {
                places.Remove(place);
                return;
            }
            if (place.Value.Task.IsFaulted)
                return; // Refused in the same moment.
        }
        // The turn came in the same moment: it goes on to the next.
        Leave(user);
    }

    private void Leave(string user)
    {
        TaskCompletionSource next;
        lock (_lock)
        {
            if (_queues[user] is not { Places.First: { } first } queue)
            {
                _queues.Remove(user);
                return;
            }
            queue.Places.Remove(first);
            queue.MovedAt = time.GetTimestamp();
            next = first.Value;
        }
        next.SetResult();
    }

    private void RefuseWaiting(string user)
    {
        lock (_lock)
        {
            while (_queues[user]?.Places.First is { } first)
            {
                first.List!.Remove(first);
                first.Value.SetException(Busy());
            }
        }
    }

    private static BusyException Busy() => new("Too many calls of this user are under way");

    /// <summary>A user's turn.</summary>
    public readonly struct Turn : IDisposable
    {
        private readonly UserGate _gate;
        private readonly string _user;

        internal Turn(UserGate gate, string user, TimeSpan waited) => (_gate, _user, Waited) = (gate, user, waited);

        /// <summary>How long the call has waited for it.</summary>
        public TimeSpan Waited { get; }

        /// <summary>Refuses all calls that wait for the turn to end: it took too long, and the next would.</summary>
        public void RefuseWaiting() => _gate.RefuseWaiting(_user);

        /// <summary>Ends the turn.</summary>
        public void Dispose() => _gate.Leave(_user);
    }

    private sealed class Queue
    {
        public LinkedList<TaskCompletionSource> Places { get; } = [];

        /// <summary>When a turn ended last, in the clock's timestamps.</summary>
        public long MovedAt { get; set; }
    }
}
