namespace Chat.Features.Shared.Notifications;

/// <summary>Waits for changes of one user's data; for one reader.</summary>
public sealed class UserWatch : IDisposable
{
    private readonly UserChanges _changes;
    private TaskCompletionSource _change = NewChange();

    internal UserWatch(UserChanges changes, string user) => (_changes, User, Tag) = (changes, user, UserChanges.TagOf(user));

    /// <summary>The user.</summary>
    public string User { get; }

    /// <summary>The version of the user's stream that the reader has seen; one that is out of date wakes it once too often.</summary>
    public long Version { get; set; }

    /// <summary>Whether a message of the user grows, which moves no version.</summary>
    public bool IsGrowing { get; set; }

    internal ulong Tag { get; }

    /// <summary>Makes the reader look.</summary>
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
        // Before the reader looks: what is committed from now on wakes it again.
        Volatile.Write(ref _change, NewChange());
        return true;
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
