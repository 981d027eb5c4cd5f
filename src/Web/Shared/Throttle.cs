namespace Chat.Web.Shared;

/// <summary>
/// Shows a change at once, and those that follow within a pause together at its end: events may come faster than a page can draw. When
/// showing takes long the pause is longer, so that most of the time is left for the reader's scrolling and typing.
/// </summary>
/// <param name="show">What is done.</param>
/// <param name="pause">Least time between two.</param>
/// <param name="time">The clock of the pause.</param>
internal sealed class Throttle(Func<Task> show, TimeSpan pause, TimeProvider time) : IDisposable
{
    /// <summary>The pause of what grows under the reader's eyes: at most twenty renders a second.</summary>
    public static readonly TimeSpan Rendering = TimeSpan.FromMilliseconds(50);

    private bool _isRunning, _isAsked, _isEnded;

    public async void Ask()
    {
        _isAsked = true;
        if (_isRunning)
            return;
        _isRunning = true;
        while (_isAsked && !_isEnded)
        {
            _isAsked = false;
            var start = time.GetTimestamp();
            await show();
            await Task.Delay(TimeSpan.FromTicks(Math.Max(pause.Ticks, 3 * time.GetElapsedTime(start).Ticks)), time);
        }
        _isRunning = false;
    }

    public void Dispose() => _isEnded = true;
}
