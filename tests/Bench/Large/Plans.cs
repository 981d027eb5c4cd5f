using System.Text;
using Chat.Bench.Results;
using Chat.Bench.Service;
using Chat.EmbeddedPostgres;
using Npgsql;

namespace Chat.Bench.Large;

/// <summary>The plans of the service's real statements, which auto_explain writes to the server's log.</summary>
internal static class Plans
{
    // A statement is prepared at its second use on a connection, and Postgres may choose a generic plan five uses later;
    // the calls use a few connections in turns.
    private const int CallsBefore = 40;

    private static readonly string[] s_settings =
    [
        "session_preload_libraries = 'auto_explain'", "auto_explain.log_min_duration = 0", "auto_explain.log_analyze = on",
        "auto_explain.log_buffers = on", "auto_explain.log_timing = off",
    ];

    /// <summary>Writes the plans of all calls to a file.</summary>
    /// <returns>The file, or why there is none.</returns>
    public static async Task<string> KeepAsync(PostgresServer server, IEnumerable<LargeCall> calls, DateTimeOffset at, CancellationToken token)
    {
        await using var admin = NpgsqlDataSource.Create(server.AdminConnectionString);
        try
        {
            await using var load = admin.CreateCommand("load 'auto_explain'");
            await load.ExecuteNonQueryAsync(token);
        }
        catch (PostgresException)
        {
            return "no plans: these Postgres binaries have no auto_explain";
        }

        var database = new NpgsqlConnectionStringBuilder(server.ConnectionString).Database;
        foreach (var setting in s_settings)
            await AlterAsync($"set {setting}");
        var plans = new StringBuilder();
        await using (var host = await HostProcess.StartAsync(server.ConnectionString, token))
        {
            using var latency = new Latency(host.Address);
            foreach (var call in calls)
                plans.AppendLine($"==== {call.Name}").AppendLine(await PlanAsync(server, latency, call.Large, token));
        }
        await AlterAsync("reset all");

        Directory.CreateDirectory(ResultFile.Folder);
        var path = Path.Combine(ResultFile.Folder, $"{at.UtcDateTime:yyyyMMdd'T'HHmmss}-plans.txt");
        await File.WriteAllTextAsync(path, plans.ToString(), token);
        return path;

        async Task AlterAsync(string change)
        {
            await using var command = admin.CreateCommand($"alter database {database} {change}");
            await command.ExecuteNonQueryAsync(token);
        }
    }

    private static async Task<string> PlanAsync(PostgresServer server, Latency latency, Asked asked, CancellationToken token)
    {
        for (var n = 0; n < CallsBefore; n++)
        {
            if (await latency.FailureAsync(asked, token) is { } failure)
                return failure;
        }
        var log = Path.Combine(server.DataDirectory, "data", "postgres.log");
        var before = new FileInfo(log).Length;
        await latency.FailureAsync(asked, token);
        // The server writes before it answers, but the file may be read a little later.
        await Task.Delay(TimeSpan.FromMilliseconds(200), token);
        await using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(before, SeekOrigin.Begin);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(token);
    }
}
