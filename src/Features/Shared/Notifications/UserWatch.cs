namespace Chat.Features.Shared.Notifications;

/// <summary>One reader's wait for changes of a user's data.</summary>
public sealed class UserWatch : IDisposable
{
    private readonly UserChanges _changes;
    private TaskCompletionSource _change = NewChange();

    internal UserWatch(UserChanges changes, string user) => (_changes, User, Tag) = (changes, user, UserChanges.TagOf(user));

    /// <summary>The user's id.</summary>
    public string User { get; }

    /// <summary>The version that the reader has seen. A stale one wakes it once too often.</summary>
    public long Version { get; set; }

    /// <summary>Whether a message grows, which changes no version.</summary>
    public bool IsGrowing { get; set; }

    internal ulong Tag { get; }

    /// <summary>Ends the reader's wait.</summary>
    public void Wake() => Volatile.Read(ref _change).TrySetResult();

    public void Dispose() => _changes.Remove(this);

    internal async Task<bool> WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken token)
    {
        try
        {
            await Volatile.Read(ref _change).Task.WaitAsync(atMost, time, token);
        }
        catch (TimeoutException)
        {
            return false;
        }
        // Before the reader reads: later commits wake it again.
        Volatile.Write(ref _change, NewChange());
        return true;
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
