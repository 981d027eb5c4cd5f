namespace Chat.Soak;

/// <summary>The settings of a run.</summary>
internal sealed record SoakOptions
{
    /// <summary>The faults, one after the other; the run ends with the last of them, or with <see cref="Duration"/>.</summary>
    public required IEnumerable<Fault> Faults { get; init; }

    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Clients that post without a break, two to a user.</summary>
    public int Writers { get; init; } = 16;

    /// <summary>The pause of each client between two calls.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.Zero;

    /// <summary>Hosts of the service; each client calls them in turn.</summary>
    public int Hosts { get; init; } = 2;

    /// <summary>The time between two faults.</summary>
    public TimeSpan Calm { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The longest outage of the database.</summary>
    public TimeSpan LongestOutage { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Repeats the same faults and outages.</summary>
    public int Seed { get; init; } = Environment.TickCount;
}
