using Chat.Bench.Load;
using Chat.Bench.Machine;
using Chat.Bench.Results;
using Chat.Bench.Service;

namespace Chat.Bench.Scenarios;

/// <summary>The scenarios one after another: ours, the limit and the peer in turns, so that all see the same machine.</summary>
internal static class MainBench
{
    public static async Task<int> RunAsync(BenchOptions options, CancellationToken token)
    {
        var at = DateTimeOffset.UtcNow;
        var scenarios = Scenario.Pick(options.Scenarios);
        var wrk = new Wrk();
        await using var server = await BenchDatabase.StartAsync(token);
        var pgbench = await PgBench.PrepareAsync(server, token);
        await using var host = await HostProcess.StartAsync(server.ConnectionString, token);
        await using var second = scenarios.Any(scenario => scenario.Hosts > 1) ? await HostProcess.StartAsync(server.ConnectionString, token) : null;
        await using var ledger = new Ledger(server.ConnectionString);

        Say($"Filling {Filler.Users} users × {Filler.MessagesEach} messages");
        using var api = new Api(host.Address);
        using var filler = await Filler.FillAsync(api, token);
        using var peerApi = options.Peer is { } url ? new Api(url) : null;
        using var peerFiller = peerApi is null ? null : await Filler.FillAsync(peerApi, token);

        var measurement = new Measurement(server, wrk, ledger, options.Seconds);
        var runs = scenarios.ToDictionary(scenario => scenario.Name, _ => new Run(), StringComparer.Ordinal);
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var scenario in scenarios)
            {
                Say(options.Rounds > 1 ? $"Round {round}: {scenario.Name}" : scenario.Name);
                var run = runs[scenario.Name];
                List<Func<Task>> turns = [OursAsync];
                if (scenario.Limit is not null)
                    turns.Add(LimitAsync);
                if (scenario.AgainstPeer is not null && peerApi is not null)
                    turns.Add(PeerAsync);
                // Whoever comes first finds another machine than who comes last: every round begins with another.
                for (var turn = 0; turn < turns.Count; turn++)
                    await turns[(turn + round - 1) % turns.Count]();

                async Task OursAsync()
                {
                    await Probe.CheckAsync(api, scenario, filler, token);
                    run.Ours.Add(await measurement.OursAsync(scenario, filler, scenario.Hosts > 1 ? [host, second!] : [host], token));
                }

                async Task LimitAsync() => run.Limit.Add(await pgbench.RunAsync(scenario.Limit.Script, options.Seconds, token));

                async Task PeerAsync()
                {
                    await Probe.CheckAsync(peerApi, scenario, peerFiller!, token);
                    run.Peer.Add(await measurement.PeerAsync(scenario, peerFiller!, peerApi.Address, token));
                }
            }
        }

        Say("Cost of a request");
        var costs = await measurement.CostsAsync(scenarios.Where(scenario => scenario.ShowsCost), filler, token);
        Say("Checking what is stored");
        var exactness = await ledger.CheckAllAsync(token);

        ScenarioResult[] results = [.. scenarios.Select(scenario => runs[scenario.Name].Result(scenario, costs.GetValueOrDefault(scenario.Name)))];
        var result = new BenchResult(
            at, BenchDatabase.Revision, MachineDescription.OfThis(server.DataDirectory), await BenchDatabase.DescribeAsync(server, token),
            options.Seconds, options.Rounds, options.Peer?.ToString(), exactness, results, [.. Verdict.On(results)]);
        Report.Print(result);
        Console.WriteLine($"Kept in {ResultFile.Keep(result, at)}");
        return 0;
    }

    private static void Say(string text) => Console.Error.WriteLine(text);

    private sealed class Run
    {
        public List<Sample> Ours { get; } = [];

        public List<double> Limit { get; } = [];

        public List<Sample> Peer { get; } = [];

        public ScenarioResult Result(Scenario scenario, Cost? cost) => new(
            scenario.Name, scenario.Connections, Sample.Median(Ours), cost,
            Limit.Count > 0 ? Limit.Median() : null, Ratio(Limit), Peer.Count > 0 ? Sample.Median(Peer) : null, Ratio(Peer.Select(peer => peer.RequestsPerSecond)));

        private double? Ratio(IEnumerable<double> others)
        {
            double[] ratios = [.. Ours.Zip(others, (ours, other) => ours.RequestsPerSecond / other)];
            return ratios.Length > 0 ? ratios.Median() : null;
        }
    }
}
