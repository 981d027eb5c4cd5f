using Chat.Web.Shared;

namespace Web.Tests.Shared;

public sealed class ThrottleTests
{
    private readonly List<TaskCompletionSource> _shown = [];

    [Fact]
    public async Task What_is_asked_meanwhile_is_shown_once()
    {
        using var throttle = new Throttle(ShowAsync, TimeSpan.Zero, TimeProvider.System);
        throttle.Ask();
        Assert.Single(_shown);
        throttle.Ask();
        throttle.Ask();
        Assert.Single(_shown);

        _shown[0].SetResult();
        await Eventually.HoldsAsync("shown once more", () => _shown.Count == 2);
        _shown[1].SetResult();
        throttle.Ask();
        await Eventually.HoldsAsync("shown for the last question", () => _shown.Count == 3);
    }

    [Fact]
    public void Nothing_is_shown_after_its_end()
    {
        var throttle = new Throttle(ShowAsync, TimeSpan.Zero, TimeProvider.System);
        throttle.Ask();
        throttle.Ask();

        throttle.Dispose();
        _shown[0].SetResult();
        throttle.Ask();

        Assert.Single(_shown);
    }

    [Fact]
    public void What_takes_long_to_show_is_shown_less_often()
    {
        var clock = new Clock();
        using var throttle = new Throttle(() => clock.PassAsync(TimeSpan.FromSeconds(2)), TimeSpan.FromSeconds(1), clock);
        throttle.Ask();

        Assert.Equal(TimeSpan.FromSeconds(6), Assert.Single(clock.Pauses));
    }

    private Task ShowAsync()
    {
        var shown = new TaskCompletionSource();
        _shown.Add(shown);
        return shown.Task;
    }

    private sealed class Clock : TimeProvider
    {
        private long _now;

        public List<TimeSpan> Pauses { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public Task PassAsync(TimeSpan time)
        {
            _now += time.Ticks;
            return Task.CompletedTask;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
