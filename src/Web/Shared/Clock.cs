namespace Chat.Web.Shared;

/// <summary>Moves on twice a minute, for texts such as "5 min ago".</summary>
internal sealed class Clock : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public Clock(TimeProvider time)
    {
        _time = time;
        var step = TimeSpan.FromSeconds(30);
        _timer = time.CreateTimer(_ => Ticked?.Invoke(), null, step, step);
    }

    public event Action? Ticked;

    public DateTimeOffset Now => _time.GetUtcNow();

    public void Dispose() => _timer.Dispose();
}
