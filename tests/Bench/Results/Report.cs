namespace Chat.Bench.Results;

/// <summary>Prints a run for people.</summary>
internal static class Report
{
    private const string None = "–";

    public static void Print(BenchResult result)
    {
        Console.WriteLine();
        Console.WriteLine($"{result.At:u}, revision {result.Revision}");
        Console.WriteLine(result.Machine);
        Console.WriteLine($"PostgreSQL {result.Postgres}; {result.Rounds} × {result.Seconds} s a scenario{(result.Rounds > 1 ? ", medians" : "")}");
        Console.WriteLine();
        Console.WriteLine(Scenarios(result));
        Console.WriteLine(Table(result.Verdicts));
        Console.WriteLine(result.Exactness);
    }

    public static string Figure(double? value, string format = "N2") => value is { } number && double.IsFinite(number) ? number.ToString(format) : None;

    public static TextTable Table(IEnumerable<Verdict> verdicts)
    {
        var table = new TextTable("scenario", "rule", "value", "target", "");
        foreach (var verdict in verdicts)
        {
            table.Add(
                verdict.Scenario, verdict.Rule, Figure(verdict.Value),
                verdict.Target is { } target ? $"{(verdict.IsUpperBound ? "≤" : "≥")} {target}" : None,
                verdict.IsReached switch { true => "reached", false => "NOT REACHED", null => None });
        }
        return table;
    }

    private static TextTable Scenarios(BenchResult result)
    {
        var table = new TextTable(
            "scenario", "conns", "req/s", "p50 ms", "p99 ms", "p99/p50", "host CPU s/1,000", "Postgres CPU s/1,000",
            "bytes/req", "statements", "round trips", "RSS MB", "pgbench tx/s", "peer req/s", "peer p99 ms");
        foreach (var one in result.Scenarios)
        {
            table.Add(
                one.Name, Figure(one.Connections, "N0"), Figure(one.Ours.RequestsPerSecond, "N0"), Figure(one.Ours.P50), Figure(one.Ours.P99),
                Figure(one.Spread, "N1"), Figure(one.Ours.HostCpu, "N3"), Figure(one.Ours.PostgresCpu, "N3"), Figure(one.Cost?.AllocatedBytes, "N0"),
                Figure(one.Cost?.Statements, "N1"), Figure(one.Cost?.RoundTrips, "N1"), Figure(one.Ours.ResidentMegabytes, "N0"),
                Figure(one.Limit, "N0"), Figure(one.Peer?.RequestsPerSecond, "N0"), Figure(one.Peer?.P99));
        }
        return table;
    }
}
