namespace Chat.Features.Shared.Pipeline;

/// <summary>
/// The time that a call gives the database. Npgsql cancels a statement over another connection and blocks the cancelling thread,
/// for seconds when the database hangs. So the answer does not wait, and dedicated threads cancel.
/// </summary>
public sealed class CallDeadline(TimeProvider time) : IDisposable
{
    /// <summary>For all queries of a call; short enough that a client gets an answer within five seconds.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    /// <summary>The least time after a wait for the turn; with <see cref="UserGate.Patience"/> still within five seconds.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(0.9);

    private CancellationTokenSource? _end;
    private CancellationTokenRegistration _aborted;

    /// <summary>How long the call has waited before its queries.</summary>
    public TimeSpan Waited { private get; set; }

    /// <summary>Ends what asks the database: when the client disconnects, or when it took too long.</summary>
    public CancellationToken Token => _end?.Token ?? CancellationToken.None;

    /// <summary>Ends only when the client disconnects.</summary>
    public CancellationToken Aborted { get; private set; }

    /// <summary>Work that still uses the call's services after the answer; null in nearly every call.</summary>
    public Task? LeftBehind { get; private set; }

    /// <summary>Makes the scope that of a call. Without it, in a background job, nobody waits for an answer and there is no deadline.</summary>
    public CancellationToken Begin(CancellationToken aborted)
    {
        (_end, Aborted) = (new CancellationTokenSource(), aborted);
        _aborted = aborted.UnsafeRegister(static call => ((CallDeadline)call!).End(), this);
        return _end.Token;
    }

    /// <summary>Runs what asks the database, and leaves it behind when it takes too long.</summary>
    /// <param name="work">What asks the database.</param>
    /// <param name="limit">Its own limit, instead of what is left of the call's.</param>
    /// <exception cref="BusyException">It took too long; what becomes of it is not known.</exception>
    public async Task<T> WithinAsync<T>(Func<Task<T>> work, TimeSpan? limit = null)
    {
        var running = work();
        if (_end is null || running.IsCompleted)
            return await running;
        try
        {
            return await running.WaitAsync(limit ?? Left(Waited), time);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            LeftBehind = running;
            End();
            throw new BusyException("The database can't be reached right now; try again shortly");
        }
    }

    public void Dispose() => _aborted.Dispose();

    // A wait beyond the patience was in a moving queue: the database works, so the call gets its full time.
    private static TimeSpan Left(TimeSpan waited) =>
        waited > UserGate.Patience ? Limit : waited > Limit - Least ? Least : Limit - waited;

    private void End() => _ = Task.Factory.StartNew(_end!.Cancel, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
