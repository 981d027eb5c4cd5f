using Chat.Bench.Load;
using Chat.Bench.Machine;
using Chat.Bench.Scenarios;
using Chat.Bench.Service;

namespace Chat.Bench.Large;

/// <summary>Storage and memory after minutes of posts from 200 users.</summary>
/// <param name="RequestsPerSecond">On average.</param>
/// <param name="Messages">Posted.</param>
/// <param name="BytesPerMessage">By table and index; freed space that was filled counts as nothing.</param>
/// <param name="LogBytesPerMessage">Written to the write-ahead log, its full pages included.</param>
/// <param name="Before">The tables before.</param>
/// <param name="After">The tables after.</param>
/// <param name="ResidentAfterAMinute">Megabytes of the host.</param>
/// <param name="ResidentPeak">Megabytes of the host, looked at every second.</param>
/// <param name="ResidentIdle">Megabytes of the host, 30 s after the last call.</param>
internal sealed record LongRunResult(
    double RequestsPerSecond, long Messages, IReadOnlyDictionary<string, double> BytesPerMessage, double LogBytesPerMessage,
    IReadOnlyList<TableHealth> Before, IReadOnlyList<TableHealth> After,
    double ResidentAfterAMinute, double ResidentPeak, double ResidentIdle)
{
    public double DiskBytesPerMessage => BytesPerMessage.Values.Sum();
}

/// <summary>Runs the posts.</summary>
internal static class LongRun
{
    private const int IdleSeconds = 30;

    private static readonly Scenario s_posts = Scenario.Pick(["post"])[0];

    public static async Task<LongRunResult> RunAsync(string connectionString, Storage storage, Ledger ledger, int minutes, CancellationToken token)
    {
        await using var host = await HostProcess.StartAsync(connectionString, token);
        using var api = new Api(host.Address);
        using var filler = await Filler.FillAsync(api, withDrafts: false, token);
        var wrk = new Wrk();

        var (health, sizes, log) = (await storage.HealthAsync(token), await storage.RelationsAsync(token), await storage.LogBytesAsync(token));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(token);
        var watching = WatchAsync(host.Id, over.Token);
        var load = await ledger.CheckAsync(
            s_posts, () => wrk.RunAsync(host.Address, s_posts.Request, filler.Main, s_posts.Connections, 2, minutes * 60, token), token);
        await over.CancelAsync();
        var resident = await watching;

        var logAfter = await storage.LogBytesAsync(token);
        var grown = (await storage.RelationsAsync(token)).ToDictionary(
            after => after.Name,
            after => (after.Bytes - (sizes.Find(before => before.Name == after.Name)?.Bytes ?? 0)) / (double)load.Requests,
            StringComparer.Ordinal);
        var healthAfter = await storage.HealthAsync(token);
        await Task.Delay(TimeSpan.FromSeconds(IdleSeconds), token);
        return new LongRunResult(
            load.PerSecond, load.Requests, grown, (logAfter - log) / (double)load.Requests, health, healthAfter,
            resident[Math.Min(60, resident.Count) - 1], resident.Max(), Megabytes(host.Id));
    }

    private static async Task<List<double>> WatchAsync(int pid, CancellationToken token)
    {
        var seen = new List<double> { Megabytes(pid) };
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await second.WaitForNextTickAsync(token))
                seen.Add(Megabytes(pid));
        }
        catch (OperationCanceledException)
        {
            // The load is over.
        }
        return seen;
    }

    private static double Megabytes(int pid) => ProcessTable.ResidentBytes(pid) / 1e6;
}
