namespace Chat.Bench.Results;

/// <summary>Two runs side by side.</summary>
internal static class Comparison
{
    public static int Print(BenchResult before, BenchResult after)
    {
        Console.WriteLine($"A: {before.At:u}, revision {before.Revision}, {before.Rounds} × {before.Seconds} s");
        Console.WriteLine($"B: {after.At:u}, revision {after.Revision}, {after.Rounds} × {after.Seconds} s");
        if (before.Machine != after.Machine)
            Console.WriteLine($"The machines differ, so the figures say little.\nA: {before.Machine}\nB: {after.Machine}");
        Console.WriteLine();
        var table = new TextTable("scenario", "figure", "A", "B", "B / A");
        foreach (var b in after.Scenarios)
        {
            if (before.Scenarios.FirstOrDefault(a => a.Name == b.Name) is not { } a)
                continue;
            Add("req/s", one => one.Ours.RequestsPerSecond, "N0");
            Add("p50 ms", one => one.Ours.P50, "N2");
            Add("p99 ms", one => one.Ours.P99, "N2");
            Add("host CPU s/1,000", one => one.Ours.HostCpu, "N3");
            Add("Postgres CPU s/1,000", one => one.Ours.PostgresCpu, "N3");
            Add("bytes/req", one => one.Cost?.AllocatedBytes, "N0");
            Add("statements", one => one.Cost?.Statements, "N1");
            Add("round trips", one => one.Cost?.RoundTrips, "N1");
            Add("RSS MB", one => one.Ours.ResidentMegabytes, "N0");
            Add("against pgbench", one => one.AgainstLimit, "N2");
            Add("against the peer", one => one.AgainstPeer, "N2");

            void Add(string name, Func<ScenarioResult, double?> figure, string format)
            {
                if (figure(a) is not null || figure(b) is not null)
                    table.Add(b.Name, name, Report.Figure(figure(a), format), Report.Figure(figure(b), format), Report.Figure(figure(b) / figure(a)));
            }
        }
        Console.WriteLine(table);
        return 0;
    }
}
