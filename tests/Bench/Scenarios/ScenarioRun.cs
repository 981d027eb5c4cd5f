using Chat.Bench.Load;
using Chat.Bench.Results;
using Chat.Bench.Service;

namespace Chat.Bench.Scenarios;

/// <summary>The services that a scenario runs against.</summary>
/// <param name="Hosts">Of ours; the second is there when a scenario asks for two.</param>
/// <param name="Forgetful">One more that keeps next to no answers; there when a scenario asks for it.</param>
/// <param name="Api">The first of them.</param>
/// <param name="Filler">What was filled into them.</param>
/// <param name="Limit">Plain SQL on the same server.</param>
/// <param name="Peer">Another service with what was filled into it, when there is one.</param>
internal sealed record Contestants(IReadOnlyList<HostProcess> Hosts, HostProcess? Forgetful, Api Api, Filler Filler, PgBench Limit, (Api Api, Filler Filler)? Peer);

/// <summary>One scenario over all rounds.</summary>
internal sealed class ScenarioRun(Scenario scenario, Contestants contestants, Measurement measurement, int seconds)
{
    private readonly List<Sample> _ours = [];
    private readonly List<double> _limit = [];
    private readonly List<Sample> _peer = [];

    public Scenario Scenario => scenario;

    /// <summary>Measures all services once, in direct succession.</summary>
    /// <param name="round">0, 1, 2 … The order affects the figures, so every round begins with another service.</param>
    /// <param name="token">Gives up.</param>
    public async Task RoundAsync(int round, CancellationToken token)
    {
        List<Func<CancellationToken, Task>> turns = [OursAsync];
        if (scenario.Limit is not null)
            turns.Add(LimitAsync);
        if (scenario.AgainstPeer is not null && contestants.Peer is not null)
            turns.Add(PeerAsync);
        for (var turn = 0; turn < turns.Count; turn++)
            await turns[(turn + round) % turns.Count](token);
    }

    public ScenarioResult Result(Cost? cost) => new(
        scenario.Name, scenario.Connections, Sample.Median(_ours), cost,
        _limit.Count > 0 ? _limit.Median() : null, Ratio(_limit),
        _peer.Count > 0 ? Sample.Median(_peer) : null, Ratio(_peer.Select(peer => peer.RequestsPerSecond)));

    private async Task OursAsync(CancellationToken token)
    {
        await Probe.CheckAsync(contestants.Api, scenario, contestants.Filler, token);
        _ours.Add(await measurement.OursAsync(scenario, contestants.Filler, scenario.IsForgetful ? [contestants.Forgetful!] : [.. contestants.Hosts.Take(scenario.Hosts)], token));
    }

    private async Task LimitAsync(CancellationToken token) => _limit.Add(await contestants.Limit.RunAsync(scenario.Limit!.Script, seconds, token));

    private async Task PeerAsync(CancellationToken token)
    {
        var (api, filler) = contestants.Peer!.Value;
        await Probe.CheckAsync(api, scenario, filler, token);
        _peer.Add(await measurement.PeerAsync(scenario, filler, api.Address, token));
    }

    private double? Ratio(IEnumerable<double> others)
    {
        double[] ratios = [.. _ours.Zip(others, (ours, other) => ours.RequestsPerSecond / other)];
        return ratios.Length > 0 ? ratios.Median() : null;
    }
}
