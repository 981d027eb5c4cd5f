namespace Features.Tests.Support;

/// <summary>A clock that moves only when told.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _waiting = [];
    private DateTimeOffset _now = start;

    /// <summary>The step by which each reading moves the clock.</summary>
    public TimeSpan Tick { get; init; }

    /// <summary>The number of active timers.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    /// <summary>The latest due time of a timer.</summary>
    public DateTimeOffset? LastDue
    {
        get
        {
            lock (_gate)
                return _waiting.Count == 0 ? null : _waiting.Max(alarm => alarm.Due);
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now += Tick;
    }

    /// <summary>Moves the clock without firing timers.</summary>
    public void Shift(TimeSpan by)
    {
        lock (_gate)
            _now += by;
    }

    /// <summary>Moves the clock and fires each timer that is due once.</summary>
    public void Advance(TimeSpan by)
    {
        List<Alarm> due;
        lock (_gate)
        {
            _now += by;
            due = _waiting.FindAll(alarm => alarm.Due <= _now);
            _waiting.RemoveAll(due.Contains);
        }
        foreach (var alarm in due)
            alarm.Ring();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    private sealed class Alarm(ManualTime time, Action ring) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._waiting.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = time._now + dueTime;
                time._waiting.Add(this);
            }
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
