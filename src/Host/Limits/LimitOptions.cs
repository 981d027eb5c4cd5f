using System.ComponentModel.DataAnnotations;

namespace Chat.Host.Limits;

/// <summary>How much one caller may take, section <c>Chat</c>.</summary>
internal sealed class LimitOptions
{
    /// <summary>Calls per second of one user, with a burst of twice that; 0 turns it off.</summary>
    [Range(0, 100_000)]
    public int RateLimit { get; set; } = 50;

    /// <summary>The same of one address, for calls without a valid token; null takes <see cref="RateLimit"/>.</summary>
    [Range(0, 100_000)]
    public int? AnonymousRateLimit { get; set; }

    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>Bytes per second that a body must come with, and an answer be read with.</summary>
    [Range(1, 1_048_576)]
    public int MinDataRate { get; set; } = 240;

    /// <summary>How long a body may stay under <see cref="MinDataRate"/> at its start.</summary>
    [Range(2, 300)]
    public int DataRateGraceSeconds { get; set; } = 5;

    [Range(1, 300)]
    public int HeadersTimeoutSeconds { get; set; } = 15;
}
