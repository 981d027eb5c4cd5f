namespace Chat.Features.Shared.Time;

/// <summary>Times as they are stored.</summary>
public static class TimeProviderExtensions
{
    /// <summary>UTC, cut to microseconds like Postgres, so that a rebuild gives the same bytes.</summary>
    public static DateTimeOffset UtcNowMicroseconds(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
