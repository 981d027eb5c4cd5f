using System.Diagnostics;
using System.Globalization;
using Chat.Bench.Load;
using Chat.Bench.Machine;
using Chat.Bench.Results;
using Chat.Bench.Service;

namespace Chat.Bench.Live;

/// <summary>The delay from a write on one host to readers of another, and the cost of waiting readers.</summary>
internal static class LiveBench
{
    private const int Users = 50, Writers = 4;

    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(30), s_settling = TimeSpan.FromSeconds(5), s_between = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync(BenchOptions options, CancellationToken token)
    {
        var at = DateTimeOffset.UtcNow;
        await using var server = await BenchDatabase.StartAsync(token);
        await using var writing = await HostProcess.StartAsync(server.ConnectionString, token);
        await using var reading = await HostProcess.StartAsync(server.ConnectionString, token);
        using var api = new Api(writing.Address);
        var tokens = new Tokens(Tokens.Key);
        var users = await UsersAsync(api, tokens, token);

        Say("Warming up");
        await LatenciesAsync(api, reading, users, TimeSpan.FromSeconds(3), token);
        Say("From the call on one host to the event on the other");
        var alone = await LatenciesAsync(api, reading, users, TimeSpan.FromSeconds(options.Seconds), token);

        Say($"{options.Subscribers} readers who wait");
        var resident = ProcessTable.ResidentBytes(reading.Id);
        await using var idle = await Subscribers.OpenAsync(reading.Address, Enumerable.Range(0, options.Subscribers).Select(n => tokens.For($"idle-{n}")), token);
        await Task.Delay(s_settling, token);
        var with = ProcessTable.ResidentBytes(reading.Id);
        var cpu = ProcessTable.CpuSeconds(reading.Id);
        var databaseCpu = ProcessTable.CpuSecondsOfPostgres(server.ProcessId);
        await Task.Delay(s_idle, token);
        var share = (ProcessTable.CpuSeconds(reading.Id) - cpu) / s_idle.TotalSeconds;
        var databaseShare = (ProcessTable.CpuSecondsOfPostgres(server.ProcessId) - databaseCpu) / s_idle.TotalSeconds;
        var beside = await LatenciesAsync(api, reading, users, TimeSpan.FromSeconds(options.Seconds), token);

        var result = new LiveResult(
            at, BenchDatabase.Revision, MachineDescription.OfThis(server.DataDirectory), alone.Count, Percentile(alone, 50), Percentile(alone, 99),
            options.Subscribers, idle.Open, resident / 1e6, with / 1e6, share, databaseShare, Percentile(beside, 50), Percentile(beside, 99));
        result.Print();
        Console.WriteLine($"Kept in {ResultFile.Keep(result, at, "-live")}");
        return 0;
    }

    private static async Task<IReadOnlyList<Target>> UsersAsync(Api api, Tokens tokens, CancellationToken token)
    {
        var users = new List<Target>();
        for (var n = 0; n < Users; n++)
        {
            var bearer = tokens.For($"live-{n}");
            users.Add(new Target(bearer, await api.CreateAsync(bearer, "Live", "primary", token)));
        }
        return users;
    }

    /// <summary>Milliseconds from the start of each POST on one host until a reader of the other has its event.</summary>
    private static async Task<IReadOnlyList<double>> LatenciesAsync(
        Api writer, HostProcess reader, IReadOnlyList<Target> users, TimeSpan time, CancellationToken token)
    {
        await using var subscribers = await Subscribers.OpenAsync(reader.Address, users.Select(user => user.Bearer), token);
        var clock = Stopwatch.StartNew();
        var posted = 0;
        await Parallel.ForAsync(0, Writers, token, async (n, stop) =>
        {
            for (var user = n; clock.Elapsed < time; user += Writers)
            {
                var target = users[user % users.Count];
                await writer.PostAsync(target.Bearer, target.Session, Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture), stop);
                Interlocked.Increment(ref posted);
                await Task.Delay(s_between, stop);
            }
        });
        return await subscribers.LatenciesAsync(posted, token);
    }

    private static double Percentile(IReadOnlyList<double> values, int percent) => values.Order().ElementAt(values.Count * percent / 100);

    private static void Say(string text) => Console.Error.WriteLine(text);
}
