using System.ComponentModel.DataAnnotations;

namespace Chat.Host.Limits;

internal sealed class LimitOptions
{
    /// <summary>Calls per second of a user, with a burst of twice that; 0 is no limit.</summary>
    [Range(0, 100_000)]
    public int RateLimit { get; set; } = 50;

    /// <summary>Calls per second of an address without a valid token; null means <see cref="RateLimit"/>.</summary>
    [Range(0, 100_000)]
    public int? AnonymousRateLimit { get; set; }

    /// <summary>Appends per second of a user, counted beside the other calls; 0 is no limit. Without <see cref="RateLimit"/> there is none.</summary>
    [Range(0, 100_000)]
    public int AppendRateLimit { get; set; } = 200;

    /// <summary>Event streams of a user that may be open at once.</summary>
    [Range(1, 1_000_000)]
    public int MaxStreamsPerUser { get; set; } = 20;

    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>Bytes per second, of request and response bodies.</summary>
    [Range(1, 1_048_576)]
    public int MinDataRate { get; set; } = 240;

    /// <summary>How long a body may be slower than <see cref="MinDataRate"/>.</summary>
    [Range(2, 300)]
    public int DataRateGraceSeconds { get; set; } = 5;

    [Range(1, 300)]
    public int HeadersTimeoutSeconds { get; set; } = 15;
}
