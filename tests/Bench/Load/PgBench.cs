using System.Globalization;
using System.Text.RegularExpressions;
using Chat.Bench.Machine;
using Chat.EmbeddedPostgres;
using Chat.Testing;
using Npgsql;

namespace Chat.Bench.Load;

/// <summary>The limit: plain SQL for the same work, on the same server, in its own database.</summary>
internal sealed partial class PgBench
{
    private const string Database = "bench_limit";

    private static readonly string s_scripts = Path.Combine(AppContext.BaseDirectory, "Load");

    private readonly Tool _tool;
    private readonly Dictionary<string, string> _environment;

    private PgBench(Tool tool, string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        _tool = tool;
        _environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PGHOST"] = settings.Host!,
            ["PGPORT"] = settings.Port.ToString(CultureInfo.InvariantCulture),
            ["PGUSER"] = settings.Username!,
            ["PGPASSWORD"] = settings.Password!,
            ["PGDATABASE"] = settings.Database!,
            ["PGSSLMODE"] = "disable",
        };
    }

    public static async Task<PgBench> PrepareAsync(PostgresServer server, CancellationToken token)
    {
        var tool = Tool.Find("pgbench", "postgresql", server.BinDirectory);
        var connectionString = await server.CreateDatabaseAsync(Database, token);
        await using var pool = NpgsqlDataSource.Create(connectionString);
        await using var schema = pool.CreateCommand(await File.ReadAllTextAsync(Path.Combine(s_scripts, "limit_schema.sql"), token));
        await schema.ExecuteNonQueryAsync(token);
        return new PgBench(tool, connectionString);
    }

    /// <summary>Runs a script with 16 clients and prepared statements.</summary>
    /// <returns>Transactions per second.</returns>
    /// <exception cref="BenchException">It failed, or some transaction did.</exception>
    public async Task<double> RunAsync(string script, int seconds, CancellationToken token)
    {
        var output = await _tool.RunAsync(
            ["-n", "-M", "prepared", "-c", "16", "-j", "2", "-T", seconds.ToString(CultureInfo.InvariantCulture), "-f", Path.Combine(s_scripts, script)],
            _environment,
            token);
        // Older versions do not count failures: there, the first one ends the run.
        if (Failed().Match(output) is { Success: true } failed && failed.Groups["n"].Value != "0")
            throw new BenchException($"pgbench {script}: {failed.Groups["n"].Value} transactions failed.");
        return Tps().Match(output) is { Success: true } tps
            ? double.Parse(tps.Groups["n"].ValueSpan, CultureInfo.InvariantCulture)
            : throw new BenchException($"pgbench {script} gave no result:\n{output}");
    }

    [GeneratedRegex(@"^tps = (?<n>[\d.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tps();

    [GeneratedRegex(@"^number of failed transactions: (?<n>\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Failed();
}
