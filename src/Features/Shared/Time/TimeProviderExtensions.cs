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

    /// <summary>Now, or a microsecond after the last change: always later, even when the hosts' clocks differ.</summary>
    internal static DateTimeOffset OrJustAfter(this DateTimeOffset now, DateTimeOffset last) => now > last ? now : last.AddMicroseconds(1);
}
