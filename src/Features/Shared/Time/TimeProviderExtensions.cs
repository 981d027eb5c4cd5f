namespace Chat.Features.Shared.Time;

/// <summary>The service's clock.</summary>
public static class TimeProviderExtensions
{
    /// <summary>Now in UTC, cut to microseconds: Postgres keeps no more, and a rebuild must give the same bytes.</summary>
    public static DateTimeOffset UtcNowMicroseconds(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
