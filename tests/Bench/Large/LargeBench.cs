using Chat.Bench.Machine;
using Chat.Bench.Results;
using Chat.Bench.Scenarios;
using Chat.Bench.Service;

namespace Chat.Bench.Large;

/// <summary>Measures costs on a large database: calls, storage, start, memory.</summary>
internal static class LargeBench
{
    private const int Starts = 5;

    public static async Task<int> RunAsync(BenchOptions options, CancellationToken token)
    {
        var at = DateTimeOffset.UtcNow;
        // Fails now, not after the long fill.
        _ = Tool.Find("wrk", "wrk");
        await using var server = await BenchDatabase.StartAsync(token);
        var connectionString = server.ConnectionString;
        await using (await HostProcess.StartAsync(connectionString, token))
            Say("Filling through the store");

        LargeData data;
        string filled;
        await using (var filler = new BulkFiller(connectionString))
        {
            data = await LargeData.FillAsync(filler, options.Scale, token);
            filled = $"{data.Users:N0} users, one with {data.Many.Sessions.Count:N0} sessions, one session of {data.Big.Messages:N0} messages, {filler.Messages:N0} messages in all";
        }
        await using var storage = new Storage(connectionString);
        Say("Rebuilding every projected document from the events");
        await storage.ForgetProjectionsAsync(token);
        var rebuild = await HostProcess.CommandAsync(["projections", "rebuild"], connectionString, token);
        var verification = await HostProcess.CommandAsync(["projections", "verify"], connectionString, token);
        await storage.TidyAsync(token);

        Say("Starting");
        var starts = await StartsAsync(connectionString, token);
        var calls = await CallsAsync(connectionString, data, token);
        Say("Plans");
        var plans = await Plans.KeepAsync(server, data.Calls(), at, token);
        Say($"Posting for {options.Minutes} min");
        await using var ledger = new Ledger(connectionString);
        var posts = await LongRun.RunAsync(connectionString, storage, ledger, options.Minutes, token);
        Say("Checking what is stored");
        var exactness = await ledger.CheckAllAsync(token);

        var result = new LargeResult(
            at, BenchDatabase.Revision, MachineDescription.OfThis(server.DataDirectory), await BenchDatabase.DescribeAsync(server, token), filled,
            calls, starts, starts.Median(), posts, plans, [rebuild, verification, exactness]);
        LargeReport.Print(result);
        Console.WriteLine($"Kept in {ResultFile.Keep(result, at, "-large")}");
        return calls.Any(call => call.Failure is not null) ? 1 : 0;
    }

    private static async Task<List<double>> StartsAsync(string connectionString, CancellationToken token)
    {
        var starts = new List<double>();
        while (starts.Count < Starts)
        {
            await using var host = await HostProcess.StartAsync(connectionString, token);
            starts.Add(host.TimeToReady.TotalSeconds);
        }
        return starts;
    }

    private static async Task<List<CallResult>> CallsAsync(string connectionString, LargeData data, CancellationToken token)
    {
        // Cached responses would cost the same at any size.
        await using var host = await HostProcess.StartAsync(connectionString, token, ("CHAT_READ_CACHE_MB", "0"));
        using var latency = new Latency(host.Address);
        var results = new List<CallResult>();
        foreach (var call in data.Calls())
        {
            Say(call.Name);
            results.Add(await latency.MeasureAsync(call, token));
        }
        return results;
    }

    private static void Say(string text) => Console.Error.WriteLine(text);
}
