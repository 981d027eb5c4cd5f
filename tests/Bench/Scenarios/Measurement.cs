using Chat.Bench.Load;
using Chat.Bench.Machine;
using Chat.Bench.Service;
using Chat.EmbeddedPostgres;
using Npgsql;

namespace Chat.Bench.Scenarios;

/// <summary>Runs scenarios against services and takes the figures.</summary>
internal sealed class Measurement(PostgresServer server, Wrk wrk, Ledger ledger, int seconds)
{
    private const int CostSeconds = 2;

    // The runtime compiles hot methods up to three times: after this and the fill, a host is at full speed.
    private const int ColdSeconds = 12;

    private int WarmUpSeconds => Math.Min(seconds, 3);

    /// <summary>Warms up services that are cold.</summary>
    public async Task WarmUpAsync(Scenario scenario, Contestants contestants, CancellationToken token)
    {
        foreach (var host in contestants.Forgetful is { } forgetful ? contestants.Hosts.Append(forgetful) : contestants.Hosts)
            await ledger.CheckAsync(scenario, () => LoadAsync(scenario, contestants.Filler, [host.Address], ColdSeconds, token), token);
        if (contestants.Peer is var (api, filler) && scenario.AgainstPeer is not null)
            await LoadAsync(scenario, filler, [api.Address], ColdSeconds, token);
    }

    /// <summary>Measures hosts of ours, after a short warm-up.</summary>
    public async Task<Sample> OursAsync(Scenario scenario, Filler filler, IReadOnlyList<HostProcess> hosts, CancellationToken token)
    {
        var addresses = hosts.Select(host => host.Address).ToArray();
        await ledger.CheckAsync(scenario, () => LoadAsync(scenario, filler, addresses, WarmUpSeconds, token), token);

        double hostCpu = 0, postgresCpu = 0;
        var load = await ledger.CheckAsync(
            scenario,
            async () =>
            {
                var (hostBefore, postgresBefore) = (HostCpu(), ProcessTable.CpuSecondsOfPostgres(server.ProcessId));
                var result = await LoadAsync(scenario, filler, addresses, seconds, token);
                (hostCpu, postgresCpu) = (HostCpu() - hostBefore, ProcessTable.CpuSecondsOfPostgres(server.ProcessId) - postgresBefore);
                return result;
            },
            token);
        return Sample.Of(load, hostCpu, postgresCpu, hosts.Max(host => ProcessTable.ResidentBytes(host.Id)));

        double HostCpu() => hosts.Sum(host => ProcessTable.CpuSeconds(host.Id));
    }

    /// <summary>Measures another service, by its responses only.</summary>
    public async Task<Sample> PeerAsync(Scenario scenario, Filler filler, Uri peer, CancellationToken token)
    {
        await LoadAsync(scenario, filler, [peer], WarmUpSeconds, token);
        return Sample.Of(await LoadAsync(scenario, filler, [peer], seconds, token), 0, 0, 0);
    }

    /// <summary>Measures the cost of one request: allocations of the host, statements and round trips.</summary>
    public async Task<IReadOnlyDictionary<string, Cost>> CostsAsync(IEnumerable<Scenario> scenarios, Filler filler, CancellationToken token)
    {
        var costs = new Dictionary<string, Cost>(StringComparer.Ordinal);
        await using var wire = new WireCounter(server.Port);
        var throughTheWire = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Port = wire.Port }.ConnectionString;
        await using var host = await HostProcess.StartMeasuredAsync(throughTheWire, token);
        foreach (var scenario in scenarios)
        {
            // Twice: connections are opened, statements prepared and code compiled in the first.
            await ledger.CheckAsync(scenario, () => LoadAsync(scenario, filler, [host.Address], CostSeconds, token), token);
            var (bytes, statements, roundTrips) = (await host.BytesAllocatedAsync(token), wire.Statements, wire.RoundTrips);
            var load = await ledger.CheckAsync(scenario, () => LoadAsync(scenario, filler, [host.Address], CostSeconds, token), token);
            costs[scenario.Name] = new Cost(
                Each(await host.BytesAllocatedAsync(token) - bytes), Each(wire.Statements - statements), Each(wire.RoundTrips - roundTrips));

            double Each(long total) => (double)total / load.Requests;
        }
        return costs;
    }

    private async Task<WrkResult> LoadAsync(Scenario scenario, Filler filler, Uri[] addresses, int duration, CancellationToken token)
    {
        var threads = Math.Max(1, 2 / addresses.Length);
        var connections = scenario.Connections / addresses.Length;
        var beside = scenario.Beside is { } other
            ? wrk.RunAsync(addresses[0], other.Request, filler.Open, other.Connections, threads, duration, token)
            : Task.CompletedTask;
        var loads = await Task.WhenAll(addresses.Select(address =>
            wrk.RunAsync(address, scenario.Request, scenario.Targets(filler), connections, threads, duration, token)));
        await beside;
        return loads.Aggregate((a, b) => a + b);
    }
}
