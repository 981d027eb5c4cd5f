namespace Chat.Bench.Results;

/// <summary>A target and its result.</summary>
/// <param name="Scenario">What was measured.</param>
/// <param name="Rule">What is compared.</param>
/// <param name="Value">What came of it.</param>
/// <param name="Target">The bound; null where there is none.</param>
/// <param name="IsUpperBound">Whether less is better.</param>
internal sealed record Verdict(string Scenario, string Rule, double Value, double? Target, bool IsUpperBound = false)
{
    public bool? IsReached => Target is { } target ? (IsUpperBound ? Value <= target : Value >= target) : null;

    /// <summary>The verdicts on a run; a rule without its other side in the run gives none.</summary>
    public static IEnumerable<Verdict> On(IReadOnlyList<ScenarioResult> results)
    {
        foreach (var result in results)
        {
            var scenario = Bench.Scenarios.Scenario.All.Single(scenario => scenario.Name == result.Name);
            if (result.AgainstPeer is { } peer)
                yield return new Verdict(result.Name, "req/s against the peer", peer, scenario.AgainstPeer);
            if (result.AgainstLimit is { } limit)
                yield return new Verdict(result.Name, "req/s against pgbench", limit, scenario.Limit!.AtLeast);
            if (scenario.AgainstScenario is var (name, atLeast) && results.FirstOrDefault(other => other.Name == name) is { } other)
                yield return new Verdict(result.Name, $"req/s against {name}", result.Ours.RequestsPerSecond / other.Ours.RequestsPerSecond, atLeast);
            if (scenario.BoundsSpread)
                yield return new Verdict(result.Name, "p99 / p50", result.Spread, Bench.Scenarios.Scenario.LargestSpread, IsUpperBound: true);
        }
    }
}
