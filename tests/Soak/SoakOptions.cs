namespace Chat.Soak;

/// <summary>What a run does.</summary>
internal sealed record SoakOptions
{
    /// <summary>The faults, one after the other; the run ends with the last of them, or with <see cref="Duration"/>.</summary>
    public required IEnumerable<Fault> Faults { get; init; }

    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Clients that post without a break, two to a user.</summary>
    public int Writers { get; init; } = 16;

    /// <summary>What each of them waits between two calls.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.Zero;

    /// <summary>Hosts of the service; each client calls them in turn.</summary>
    public int Hosts { get; init; } = 2;

    /// <summary>How long nothing happens between two faults.</summary>
    public TimeSpan Calm { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a database stays away, at most.</summary>
    public TimeSpan LongestOutage { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Makes the same faults and outages again.</summary>
    public int Seed { get; init; } = Environment.TickCount;
}
