using System.Diagnostics;

namespace Chat.Soak;

/// <summary>Writes under faults, then verifies the data.</summary>
internal static class SoakRun
{
    private const int WritersAUser = 2, SessionsAUser = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), BetweenLines = TimeSpan.FromSeconds(10);

    /// <exception cref="Bench.BenchException">The hosts do not start, or the projections differ from the events.</exception>
    public static async Task<SoakReport> RunAsync(SoakOptions options, TextWriter output, CancellationToken token)
    {
        await using var installation = await Installation.StartAsync(options.Hosts, token);
        var ledger = new Ledger(options.Hosts);
        var users = await PrepareAsync(installation, options);
        var report = new SoakReport(options, ledger);

        using var stop = new CancellationTokenSource();
        var clock = Stopwatch.StartNew();
        var writers = Enumerable.Range(0, options.Writers).Select(number => Task.Run(() => WriteAsync(number), CancellationToken.None)).ToList();
        try
        {
            await LetFaultsHappenAsync();
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(writers);
        }
        report.WroteFor = clock.Elapsed;

        report.Verification = new Verification(installation, ledger);
        await report.Verification.RunAsync(users);
        report.Projections = await installation.VerifyProjectionsAsync();
        return report;

        Task WriteAsync(int number)
        {
            var (user, sessions) = users.ElementAt(number / WritersAUser);
            return new Writer(installation, ledger, options, number).WriteAsync(user, sessions, stop.Token);
        }

        async Task LetFaultsHappenAsync()
        {
            var random = new Random(options.Seed);
            var nextLine = BetweenLines;
            await Task.Delay(options.Calm, token);
            foreach (var fault in options.Faults)
            {
                await HappenAsync(installation, ledger, report, fault, random.NextDouble() * options.LongestOutage);
                await Task.Delay(options.Calm, token);
                if (clock.Elapsed > nextLine)
                {
                    await output.WriteLineAsync(report.Progress(clock.Elapsed));
                    nextLine = clock.Elapsed + BetweenLines;
                }
                if (clock.Elapsed > options.Duration)
                    return;
            }
        }
    }

    private static async Task HappenAsync(Installation installation, Ledger ledger, SoakReport report, Fault fault, TimeSpan outage)
    {
        var begin = Stopwatch.GetTimestamp();
        await fault.HappenAsync(installation, outage);
        var back = Stopwatch.GetTimestamp();
        if (!await ledger.AllAcknowledgeAsync(back, Patience))
            ledger.Complain($"{fault.Name}: {Patience.TotalSeconds} s after its end not every host takes messages");
        report.Add(fault, Stopwatch.GetElapsedTime(begin), Stopwatch.GetElapsedTime(back));
    }

    private static async Task<Dictionary<string, IReadOnlyList<long>>> PrepareAsync(Installation installation, SoakOptions options)
    {
        var users = new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal);
        for (var user = 0; user * WritersAUser < options.Writers; user++)
        {
            var name = $"user-{user}";
            var client = installation.Client(name, host: 0);
            var sessions = new List<long>();
            for (var session = 0; session < SessionsAUser; session++)
                sessions.Add((await client.CreateAsync($"Session {session}")).Id);
            users.Add(name, sessions);
        }
        return users;
    }
}
