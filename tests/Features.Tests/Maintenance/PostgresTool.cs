using System.Diagnostics;
using Chat.EmbeddedPostgres;
using Npgsql;

namespace Features.Tests.Maintenance;

/// <summary>Runs the tools of Postgres with a role that row-level security does not bind.</summary>
internal static class PostgresTool
{
    /// <summary>Whether the binaries have the tool; those from npm are the server only.</summary>
    public static bool Has(PostgresServer server, string tool) => File.Exists(Path.Combine(server.BinDirectory, tool));

    /// <summary>Runs the tool on a database.</summary>
    public static async Task<(int ExitCode, string Errors)> RunAsync(string connectionString, PostgresServer server, string tool, params string[] arguments)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(Path.Combine(server.BinDirectory, tool), arguments)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        (string Name, string? Value)[] settings =
        [
            ("PGHOST", database.Host), ("PGPORT", $"{database.Port}"), ("PGUSER", database.Username), ("PGPASSWORD", database.Password),
            ("PGDATABASE", database.Database), ("PGSSLMODE", "disable"),
        ];
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (errors, _) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await errors);
    }

    public static string AsAdministrator(this PostgresServer server, string connectionString) => new NpgsqlConnectionStringBuilder(server.AdminConnectionString)
    {
        Database = new NpgsqlConnectionStringBuilder(connectionString).Database,
    }.ConnectionString;
}
