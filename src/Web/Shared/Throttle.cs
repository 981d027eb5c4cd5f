namespace Chat.Web.Shared;

/// <summary>Shows a change at once, and those that follow within a pause together at its end: events may come faster than a page can draw.</summary>
/// <param name="show">What is done.</param>
/// <param name="pause">Least time between two.</param>
/// <param name="time">The clock of the pause.</param>
internal sealed class Throttle(Func<Task> show, TimeSpan pause, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private bool _isRunning, _isAsked;

    public void Ask()
    {
        _isAsked = true;
        if (!_isRunning && !_ended.IsCancellationRequested)
            _ = RunAsync();
    }

    public void Dispose()
    {
        _ended.Cancel();
        _ended.Dispose();
    }

    private async Task RunAsync()
    {
        _isRunning = true;
        try
        {
            while (_isAsked)
            {
                _isAsked = false;
                await show();
                await Task.Delay(pause, time, _ended.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // Nobody looks any more.
        }
        finally
        {
            _isRunning = false;
        }
    }
}
