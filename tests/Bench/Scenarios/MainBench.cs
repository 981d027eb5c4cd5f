using Chat.Bench.Load;
using Chat.Bench.Machine;
using Chat.Bench.Results;
using Chat.Bench.Service;

namespace Chat.Bench.Scenarios;

/// <summary>Runs the scenarios one after another: ours, the limit and the peer in turns, under the same conditions.</summary>
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
        await using var forgetful = scenarios.Any(scenario => scenario.IsForgetful) ? await HostProcess.StartForgetfulAsync(server.ConnectionString, token) : null;
        await using var ledger = new Ledger(server.ConnectionString);

        Say($"Filling {Filler.Users} users × {Filler.MessagesEach} messages");
        using var api = new Api(host.Address);
        using var filler = await Filler.FillAsync(api, withDrafts: true, token);
        using var peerApi = options.Peer is { } url ? new Api(url) : null;
        using var peerFiller = peerApi is null ? null : await Filler.FillAsync(peerApi, withDrafts: false, token);

        var contestants = new Contestants(second is null ? [host] : [host, second], forgetful, api, filler, pgbench, peerApi is null ? null : (peerApi, peerFiller!));
        var measurement = new Measurement(server, wrk, ledger, options.Seconds);
        Say("Warming up");
        foreach (var scenario in scenarios.DistinctBy(scenario => scenario.Request))
            await measurement.WarmUpAsync(scenario, contestants, token);
        ScenarioRun[] runs = [.. scenarios.Select(scenario => new ScenarioRun(scenario, contestants, measurement, options.Seconds))];
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var run in runs)
            {
                Say(options.Rounds > 1 ? $"Round {round + 1}: {run.Scenario.Name}" : run.Scenario.Name);
                await run.RoundAsync(round, token);
            }
        }

        Say("Cost of a request");
        var costs = await measurement.CostsAsync(scenarios.Where(scenario => scenario.ShowsCost), filler, token);
        Say("Checking what is stored");
        var exactness = await ledger.CheckAllAsync(token);

        ScenarioResult[] results = [.. runs.Select(run => run.Result(costs.GetValueOrDefault(run.Scenario.Name)))];
        var result = new BenchResult(
            at, BenchDatabase.Revision, MachineDescription.OfThis(server.DataDirectory), await BenchDatabase.DescribeAsync(server, token),
            options.Seconds, options.Rounds, options.Peer?.ToString(), exactness, results, [.. Verdict.On(results)]);
        Report.Print(result);
        Console.WriteLine($"Kept in {ResultFile.Keep(result, at)}");
        return 0;
    }

    private static void Say(string text) => Console.Error.WriteLine(text);
}
