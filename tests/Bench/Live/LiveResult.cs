using Chat.Bench.Machine;
using Chat.Bench.Results;

namespace Chat.Bench.Live;

/// <summary>The costs of live updates. Times in milliseconds, memory in megabytes, processor time as a share of one core.</summary>
internal sealed record LiveResult(
    DateTimeOffset At, string Revision, MachineDescription Machine,
    int Events, double P50, double P99,
    int Subscribers, int StillOpen, double ResidentBefore, double ResidentWith, double CpuShare, double DatabaseCpuShare,
    double P50Beside, double P99Beside)
{
    public void Print()
    {
        Console.WriteLine($"\n{At:u}, revision {Revision}\n{Machine}\n");
        var table = new TextTable("figure", "value");
        table.Add("from a POST on one host to its event on the other, p50", $"{P50:F1} ms of {Events:N0}");
        table.Add("p99 (at most 250 ms)", $"{P99:F1} ms");
        table.Add("readers who wait, of whom connected at the end", $"{Subscribers:N0}, {StillOpen:N0}");
        table.Add("resident memory of the host before and with them", $"{ResidentBefore:F0} MB, {ResidentWith:F0} MB");
        table.Add("memory a reader", $"{(ResidentWith - ResidentBefore) * 1000 / Math.Max(1, Subscribers):F1} kB");
        table.Add("processor time of the host and of Postgres while they wait", $"{CpuShare:P1}, {DatabaseCpuShare:P1} of a core");
        table.Add("p50 and p99 beside them", $"{P50Beside:F1} ms, {P99Beside:F1} ms");
        Console.WriteLine(table);
    }
}
