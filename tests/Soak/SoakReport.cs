using System.Globalization;
using Chat.Bench.Results;

namespace Chat.Soak;

/// <summary>The faults and results of a run.</summary>
internal sealed class SoakReport(SoakOptions options, Ledger ledger)
{
    private readonly List<(Fault Fault, TimeSpan Away, TimeSpan Recovery)> _faults = [];

    public Verification? Verification { get; set; }

    /// <summary>The last line of <c>projections verify</c>.</summary>
    public string Projections { get; set; } = "";

    public TimeSpan WroteFor { get; set; }

    public int Acknowledged => ledger.Acknowledged.Count;

    public int Deleted => ledger.Deleted.Count + ledger.Erased.Count;

    public long Searches => ledger.Searches;

    public int Faults => _faults.Count;

    public TimeSpan SlowestRecovery => _faults.Max(fault => fault.Recovery);

    /// <summary>Nothing is lost, doubled or wrong, and faults explain all other answers.</summary>
    public bool IsClean => Verification is { Lost: 0, Doubled: 0, Wrong: 0 } && ledger.Wrong.Count == 0
        && Projections.EndsWith("; 0 documents differ", StringComparison.Ordinal);

    /// <param name="fault">What happened.</param>
    /// <param name="away">From its beginning until every host acknowledged again.</param>
    /// <param name="recovery">The part of that after its end.</param>
    public void Add(Fault fault, TimeSpan away, TimeSpan recovery) => _faults.Add((fault, away, recovery));

    public string Progress(TimeSpan at) =>
        $"{at:hh\\:mm\\:ss}  {Acknowledged,9:N0} acknowledged  {ledger.Unknown.Count,6:N0} unknown  {Faults,4:N0} faults, the last: {_faults[^1].Fault.Name}, recovered in {Seconds(_faults[^1].Recovery)}";

    public override string ToString()
    {
        var faults = new TextTable("fault", "times", "away p50", "away max", "recovery p50", "recovery max");
        foreach (var kind in _faults.GroupBy(fault => fault.Fault.Name, StringComparer.Ordinal).OrderBy(kind => kind.Key, StringComparer.Ordinal))
            Add(kind.Key, [.. kind]);
        Add("all", _faults);

        var figures = new TextTable("figure", "value");
        figures.Add("load", $"{options.Writers} writers on {options.Hosts} hosts, {WroteFor.TotalSeconds:N0} s, {Acknowledged / WroteFor.TotalSeconds:N0} messages/s");
        figures.Add("faults", $"{Faults:N0}");
        figures.Add("acknowledged", $"{Acknowledged:N0}");
        figures.Add("deleted", $"{ledger.Deleted.Values.Count(isAcknowledged => isAcknowledged):N0} messages; {ledger.Erased.Count:N0} sessions and users erased");
        figures.Add("searched", $"{ledger.Searches:N0} times on any host, right after a post or a deletion");
        figures.Add("unknown", $"{ledger.Unknown.Count:N0} ({ledger.Refused:N0} answered with 503), of which stored once {Verification?.Found:N0}");
        figures.Add("lost", $"{Verification?.Lost:N0}");
        figures.Add("doubled", $"{Verification?.Doubled:N0}");
        figures.Add("gaps, wrong counts or statistics, what came back", $"{Verification?.Wrong:N0}");
        figures.Add("wrong answers", $"{ledger.Wrong.Count:N0}");
        figures.Add("slowest answer", Seconds(ledger.SlowestAnswer));
        figures.Add("projections", Projections);
        figures.Add("seed", options.Seed.ToString(CultureInfo.InvariantCulture));
        return $"{faults}\n{figures}\n{string.Join('\n', ledger.Wrong.Take(10))}";

        void Add(string name, IReadOnlyList<(Fault Fault, TimeSpan Away, TimeSpan Recovery)> kind)
        {
            if (kind.Count == 0)
                return;
            TimeSpan[] away = [.. kind.Select(fault => fault.Away).Order()], recovery = [.. kind.Select(fault => fault.Recovery).Order()];
            faults.Add(name, $"{kind.Count:N0}", Seconds(away[kind.Count / 2]), Seconds(away[^1]), Seconds(recovery[kind.Count / 2]), Seconds(recovery[^1]));
        }
    }

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:N2} s";
}
