using Chat.Testing;

namespace Chat.Soak;

/// <summary>A fault of the installation.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="HappenAsync">Causes the fault for the given time, and ends it.</param>
internal sealed record Fault(string Name, Func<Installation, TimeSpan, Task> HappenAsync)
{
    public static Fault PostgresKilled { get; } = new("Postgres killed with -9", async (installation, outage) =>
    {
        await installation.Postgres.KillAsync();
        await Task.Delay(outage);
        await installation.Postgres.StartAsync();
    });

    public static Fault PostgresRestarted { get; } = new("Postgres stopped and started", async (installation, outage) =>
    {
        await installation.Postgres.StopAsync();
        await Task.Delay(outage);
        await installation.Postgres.StartAsync();
    });

    public static Fault PostgresFrozen { get; } = new("Postgres frozen", async (installation, outage) =>
    {
        await installation.Postgres.FreezeAsync();
        await Task.Delay(outage);
        await installation.Postgres.ThawAsync();
    });

    public static Fault ConnectionsCut { get; } = new("all connections cut", (installation, _) => installation.CutConnectionsAsync());

    public static Fault HostKilled { get; } = new("a host killed with -9", (installation, _) => installation.ReplaceHostAsync(host => host.KillAsync()));

    public static Fault HostEnded { get; } = new("a host ended with SIGTERM", (installation, _) => installation.ReplaceHostAsync(host => host.DisposeAsync().AsTask()));

    private static Fault[] All { get; } = [PostgresKilled, HostKilled, PostgresRestarted, HostEnded, PostgresFrozen, ConnectionsCut];

    /// <summary>All faults equally often, in random order.</summary>
    public static IEnumerable<Fault> WithoutEnd(Random random)
    {
        while (true)
        {
            var round = All.ToArray();
            random.Shuffle(round);
            foreach (var fault in round)
                yield return fault;
        }
    }
}
