namespace Chat.Web.Shared;

/// <summary>Waits until no more is typed for a moment.</summary>
internal sealed class Debounce(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private CancellationTokenSource? _waiting;

    /// <summary>Does it after the pause, unless asked again before.</summary>
    public async Task AskAsync(Func<Task> action)
    {
        Stop();
        var waiting = _waiting = new CancellationTokenSource();
        try
        {
            await Task.Delay(Pause, time, waiting.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        if (_waiting == waiting)
            await action();
    }

    /// <summary>Forgets what it was asked.</summary>
    public void Stop()
    {
        _waiting?.Cancel();
        _waiting?.Dispose();
        _waiting = null;
    }

    public void Dispose() => Stop();
}
