using Chat.Features.Shared.Errors;

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

    /// <summary>The longest wait: long enough for hundreds of calls that were sent at once, on a slow machine too.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();

    // A user is here while a command of theirs is under way; the list is only made for the first that has to wait.
    private readonly Dictionary<string, LinkedList<TaskCompletionSource>?> _queues = new(StringComparer.Ordinal);

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
        LinkedListNode<TaskCompletionSource> place;
        lock (_lock)
        {
            if (_queues.TryAdd(user, null))
                return new ValueTask<Turn>(new Turn(this, user));
            var queue = _queues[user] ??= [];
            if (queue.Count >= MaxWaiting)
                throw Busy();
            place = queue.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        return WaitAsync(user, place, token);
    }

    private async ValueTask<Turn> WaitAsync(string user, LinkedListNode<TaskCompletionSource> place, CancellationToken token)
    {
        try
        {
            await place.Value.Task.WaitAsync(MaxWait, time, token);
            return new Turn(this, user);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            GiveUp(user, place);
            if (error is TimeoutException)
                throw Busy();
            throw;
        }
    }

    private void GiveUp(string user, LinkedListNode<TaskCompletionSource> place)
    {
        lock (_lock)
        {
            if (place.List is { } queue)
            {
                queue.Remove(place);
                return;
            }
        }
        // The turn came in the same moment: it goes on to the next.
        Leave(user);
    }

    private void Leave(string user)
    {
        TaskCompletionSource next;
        lock (_lock)
        {
            if (_queues[user] is not { First: { } first } queue)
            {
                _queues.Remove(user);
                return;
            }
            queue.Remove(first);
            next = first.Value;
        }
        next.SetResult();
    }

    private static BusyException Busy() => new("Too many calls of this user are under way");

    /// <summary>A user's turn.</summary>
    public readonly struct Turn : IDisposable
    {
        private readonly UserGate _gate;
        private readonly string _user;

        internal Turn(UserGate gate, string user) => (_gate, _user) = (gate, user);

        /// <summary>Ends the turn.</summary>
        public void Dispose() => _gate.Leave(_user);
    }
}
