using Chat.Bench.Machine;
using Chat.Bench.Scenarios;

namespace Chat.Bench.Results;

/// <summary>The stored result of a run.</summary>
internal sealed record BenchResult(
    DateTimeOffset At, string Revision, MachineDescription Machine, string Postgres, int Seconds, int Rounds, string? Peer,
    string Exactness, IReadOnlyList<ScenarioResult> Scenarios, IReadOnlyList<Verdict> Verdicts);

/// <summary>The medians of one scenario.</summary>
/// <param name="Name">The scenario.</param>
/// <param name="Connections">Calls under way at any time.</param>
/// <param name="Ours">This service.</param>
/// <param name="Cost">Of one request; null where it is that of another scenario.</param>
/// <param name="Limit">Transactions a second of pgbench for the same, where there is such a script.</param>
/// <param name="AgainstLimit">The median of the rounds' ratios: both sides of each were measured side by side.</param>
/// <param name="Peer">The other service, where it takes part.</param>
/// <param name="AgainstPeer">As with the limit.</param>
internal sealed record ScenarioResult(
    string Name, int Connections, Sample Ours, Cost? Cost, double? Limit, double? AgainstLimit, Sample? Peer, double? AgainstPeer)
{
    public double Spread => Ours.P99 / Ours.P50;
}
