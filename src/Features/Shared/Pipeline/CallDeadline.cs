namespace Chat.Features.Shared.Pipeline;

/// <summary>
/// The time that a call gives the database. To end a statement the driver asks the server, over a connection of its own and
/// on the thread that cancelled, and waits until it has been heard: with a database that hangs that takes seconds more, and
/// a few dozen calls would take every thread. So the answer does not wait for it, and threads of their own do.
/// </summary>
public sealed class CallDeadline(TimeProvider time) : IDisposable
{
    /// <summary>From the first question to the last answer of the database; short enough that a client hears within five seconds.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    /// <summary>What is left at least to a call that has waited for its turn; with <see cref="UserGate.Patience"/> still within five seconds.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(0.9);

    private CancellationTokenSource? _end;
    private CancellationTokenRegistration _aborted;

    /// <summary>How long the call has waited for its turn: its client has waited as long.</summary>
    public TimeSpan Waited { private get; set; }

    /// <summary>Work that goes on after the answer and still uses the services of the call; null in nearly every call.</summary>
    public Task? LeftBehind { get; private set; }

    /// <summary>Makes the scope that of a call. Without it, in a background job, nobody waits for an answer and there is no deadline.</summary>
    public CancellationToken Begin(CancellationToken aborted)
    {
        _end = new CancellationTokenSource();
        _aborted = aborted.UnsafeRegister(static call => ((CallDeadline)call!).End(), this);
        return _end.Token;
    }

    /// <summary>Runs what asks the database, and leaves it behind when it takes too long.</summary>
    /// <exception cref="BusyException">It took too long; what becomes of it is not known.</exception>
    public async Task<T> WithinAsync<T>(Func<Task<T>> work)
    {
        var running = work();
        if (_end is null || running.IsCompleted)
            return await running;
        try
        {
            return await running.WaitAsync(Left(Waited), time);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            LeftBehind = running;
            End();
            throw new BusyException("The database can't be reached right now; try again shortly");
        }
    }

    public void Dispose() => _aborted.Dispose();

    /// <summary>Who waited longer than any call is good for stood in a long queue that moved: the database was there all the time.</summary>
    private static TimeSpan Left(TimeSpan waited) =>
        waited > UserGate.Patience ? Limit : waited > Limit - Least ? Least : Limit - waited;

    private void End() => _ = Task.Factory.StartNew(_end!.Cancel, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
