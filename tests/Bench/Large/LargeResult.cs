using Chat.Bench.Machine;
using Chat.Bench.Results;

namespace Chat.Bench.Large;

/// <summary>The stored result of a run on the large database.</summary>
internal sealed record LargeResult(
    DateTimeOffset At, string Revision, MachineDescription Machine, string Postgres, string Data, IReadOnlyList<CallResult> Calls,
    IReadOnlyList<double> StartSeconds, double MedianStartSeconds, LongRunResult Posts, string Plans, IReadOnlyList<string> Checks)
{
    // The largest ratios that are allowed.
    private const double LongestStart = 1.5;
    private const double LargestMemory = 200;

    // It falls when no calls come.
    private const double MostOfThePeak = 0.9;

    public IEnumerable<Verdict> Verdicts()
    {
        yield return UpperBound("start", "seconds to ready, existing database", MedianStartSeconds, LongestStart);
        yield return UpperBound("memory", "MB after a minute of load", Posts.ResidentAfterAMinute, LargestMemory);
        yield return UpperBound("memory", "MB idle against the peak", Posts.ResidentIdle / Posts.ResidentPeak, MostOfThePeak);
        foreach (var call in Calls)
            yield return UpperBound(call.Name, "time against a small user's", call.AgainstSameAnswer, call.AtMost);

        static Verdict UpperBound(string what, string rule, double value, double target) => new(what, rule, value, target, IsUpperBound: true);
    }
}
