namespace Chat.Host.Limits;

/// <summary>How much one caller may take, section <c>Chat</c>; each also has an environment variable.</summary>
internal sealed class LimitOptions
{
    /// <summary>Calls per second of one user, with a burst of twice that (<c>CHAT_RATE_LIMIT</c>), 1 to 100,000; 0 turns it off.</summary>
    public int RateLimit { get; set; } = 50;

    /// <summary>
    /// Calls per second of one address that come without a valid token (<c>CHAT_ANONYMOUS_RATE_LIMIT</c>), with a burst of
    /// twice that; 0 turns it off, null takes <see cref="RateLimit"/>.
    /// </summary>
    public int? AnonymousRateLimit { get; set; }

    /// <summary>Connections open at once (<c>CHAT_MAX_CONNECTIONS</c>), 1 to 1,000,000.</summary>
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>Bytes per second that a body must come with, and an answer be read with (<c>CHAT_MIN_DATA_RATE</c>), 1 to 1,048,576.</summary>
    public int MinDataRate { get; set; } = 240;

    /// <summary>How long a body may stay under <see cref="MinDataRate"/> at its start (<c>CHAT_DATA_RATE_GRACE_SECONDS</c>), 2 to 300 seconds.</summary>
    public int DataRateGraceSeconds { get; set; } = 5;

    /// <summary>How long the headers of a call may take (<c>CHAT_HEADERS_TIMEOUT_SECONDS</c>), 1 to 300 seconds.</summary>
    public int HeadersTimeoutSeconds { get; set; } = 15;
}
