namespace Chat.Web.Conversation;

/// <summary>
/// Gathers changes into renders: at most twenty a second, and fewer when a render takes long, so that most of the time is left for the
/// reader's scrolling and typing.
/// </summary>
internal sealed class RenderPace(Func<Task> render, TimeProvider time)
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(50);

    private bool _isAsked;
    private long _last;
    private TimeSpan _pause;

    /// <summary>Renders soon.</summary>
    public async void Ask()
    {
        if (_isAsked)
            return;
        _isAsked = true;
        if (_pause - time.GetElapsedTime(_last) is { Ticks: > 0 } wait)
            await Task.Delay(wait, time);
        _isAsked = false;
        _last = time.GetTimestamp();
        await render();
        _pause = TimeSpan.FromTicks(Math.Max(Least.Ticks, 3 * time.GetElapsedTime(_last).Ticks));
    }
}
