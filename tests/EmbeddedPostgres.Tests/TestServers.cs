using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Chat.EmbeddedPostgres.Tests;

internal static class TestServers
{
    public static Task<PostgresServer> StartAsync(EmbeddedPostgresOptions options) =>
        PostgresServer.StartAsync(options, NullLogger.Instance, TestContext.Current.CancellationToken);

    public static async Task<string?> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Keeps the data over several servers; the last one is to be started with the original options, which delete it.</summary>
    public static EmbeddedPostgresOptions Keeping(this EmbeddedPostgresOptions options) => options with { DeleteOnDispose = false };
}
