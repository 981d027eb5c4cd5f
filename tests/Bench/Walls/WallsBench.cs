using Chat.Bench.Load;
using Chat.Bench.Machine;
using Chat.Bench.Results;
using Chat.Bench.Scenarios;
using Chat.Bench.Service;
using Chat.Testing;
using Npgsql;

namespace Chat.Bench.Walls;

/// <summary>The costs of row-level security, idempotency keys and rate limits: the same load with and without each, in turns, on one server.</summary>
internal static class WallsBench
{
    private const int WarmUpSeconds = 15;

    // Every read goes to the database.
    private static readonly (string, string) s_noKeptAnswers = ("CHAT_READ_CACHE_MB", "0");

    public static async Task<int> RunAsync(BenchOptions options, CancellationToken token)
    {
        var at = DateTimeOffset.UtcNow;
        var wrk = new Wrk();
        await using var server = await BenchDatabase.StartAsync(token);
        await using var host = await HostProcess.StartAsync(server.ConnectionString, token, s_noKeptAnswers);
        await using var limited = await HostProcess.StartAsync(server.ConnectionString, token, s_noKeptAnswers, ("CHAT_RATE_LIMIT", "100000"));
        var unprotected = await server.CreateDatabaseAsync("bench_unprotected", token);
        await using var open = await HostProcess.StartAsync(unprotected, token, s_noKeptAnswers);
        using var filler = await FillAsync(host, token);
        using var openFiller = await FillAsync(open, token);
        await OpenAsync(unprotected, token);
        if (await IsProtectedAsync(unprotected, token) || !await IsProtectedAsync(server.ConnectionString, token))
            throw new BenchException("Row-level security is not as it has to be for the comparison.");

        Trial[] trials =
        [
            new("row-level security", new("post", host, filler), new("post", open, openFiller)),
            new("row-level security", new("list", host, filler), new("list", open, openFiller)),
            new("rate limit of a user", new("post", limited, filler), new("post", host, filler)),
            new("rate limit of a user", new("list", limited, filler), new("list", host, filler)),
            new("idempotency key", new("post_keyed", host, filler), new("post", host, filler)),
        ];
        Say("Warming up");
        foreach (var side in trials.SelectMany(trial => new[] { trial.With, trial.Without }).Distinct())
            await LoadAsync(wrk, side, WarmUpSeconds, token);
        for (var round = 0; round < options.Rounds; round++)
        {
            Say($"Round {round + 1}");
            foreach (var trial in trials)
            {
                trial.SeenWith.Add(await LoadAsync(wrk, trial.With, options.Seconds, token));
                trial.SeenWithout.Add(await LoadAsync(wrk, trial.Without, options.Seconds, token));
            }
        }

        var result = new WallsResult(
            at, BenchDatabase.Revision, MachineDescription.OfThis(server.DataDirectory), options.Seconds, options.Rounds,
            [.. trials.Select(trial => new WallCost(trial.Wall, trial.Without.Request, trial.SeenWith.Median(), trial.SeenWithout.Median()))]);
        result.Print();
        Console.WriteLine($"Kept in {ResultFile.Keep(result, at, "-walls")}");
        return 0;
    }

    private static async Task<Filler> FillAsync(HostProcess host, CancellationToken token)
    {
        Say($"Filling {Filler.Users} users × {Filler.MessagesEach} messages");
        using var api = new Api(host.Address);
        return await Filler.FillAsync(api, withDrafts: false, token);
    }

    private static async Task<double> LoadAsync(Wrk wrk, Side side, int seconds, CancellationToken token) =>
        (await wrk.RunAsync(side.Host.Address, side.Request, side.Filler.Main, Scenario.Usual, threads: 2, seconds, token)).PerSecond;

    private static async Task<bool> IsProtectedAsync(string connectionString, CancellationToken token)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var ask = database.CreateCommand("select row_security_active('mt_doc_chatmessage')");
        return (bool)(await ask.ExecuteScalarAsync(token))!;
    }

    /// <summary>Disables row-level security on every table. A running host does not notice; the next start would enable it again.</summary>
    private static async Task OpenAsync(string connectionString, CancellationToken token)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var open = database.CreateCommand("""
            do $$
            declare open regclass;
            begin
              for open in select oid from pg_class where relforcerowsecurity loop
                execute format('alter table %s disable row level security, no force row level security', open);
              end loop;
            end
            $$
            """);
        await open.ExecuteNonQueryAsync(token);
    }

    private static void Say(string text) => Console.Error.WriteLine(text);

    private sealed record Side(string Request, HostProcess Host, Filler Filler);

    private sealed record Trial(string Wall, Side With, Side Without)
    {
        public List<double> SeenWith { get; } = [];

        public List<double> SeenWithout { get; } = [];
    }
}
