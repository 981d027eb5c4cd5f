using Chat.Host.Maintenance;
using Features.Tests.Support;
using Npgsql;

namespace Features.Tests.Maintenance;

/// <summary>Runs maintenance commands as the program does, on the database of a running service.</summary>
internal static class Workshop
{
    public static async Task<(int ExitCode, string Output)> RunAsync(this ChatServer server, params string[] args)
    {
        await using var output = new StringWriter();
        var exitCode = await MaintenanceCommand.RunAsync(args, server.Services, output, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString());
    }

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        // Of its own: a dump changes the settings of the connection it runs in.
        await using var connection = new NpgsqlConnection(PostgresFixture.ForEveryTenant(connectionString) + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<T> AskAsync<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresFixture.ForEveryTenant(connectionString) + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
