using Chat.Host.Maintenance;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Features.Tests.Support;

/// <summary>Runs maintenance commands in this process, on the database of a running service.</summary>
internal static class MaintenanceCommands
{
    /// <summary><c>projections</c>, for all users or one.</summary>
    public static async Task<(int ExitCode, string Output)> ProjectionsAsync(this ChatServer server, string action, string? user = null)
    {
        await using var output = new StringWriter();
        var input = new ProjectionsInput { Action = action, UserFlag = user };
        var isRight = await ProjectionsCommand.RunAsync(input, server.Services, output, TestContext.Current.CancellationToken);
        return (isRight ? 0 : 1, output.ToString());
    }

    /// <summary><c>db-assert</c>: throws when the schema is not that of this version.</summary>
    public static Task AssertSchemaAsync(this ChatServer server) =>
        server.Services.GetRequiredService<IDocumentStore>().Storage.Database.AssertDatabaseMatchesConfigurationAsync(TestContext.Current.CancellationToken);

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        // Not pooled: a dump changes the settings of its connection.
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
