using Npgsql;

namespace Chat.EmbeddedPostgres.Tests;

internal static class TestServers
{
    public static Task<PostgresServer> StartAsync(EmbeddedPostgresOptions options) =>
        TestPostgres.StartAsync(options, TestContext.Current.CancellationToken);

    public static bool IsRunning(this PostgresServer server, int pid) => server.Cluster.IsServedBy(pid);

    public static async Task<string?> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The same, with data that the next server uses.</summary>
    public static EmbeddedPostgresOptions Keeping(this EmbeddedPostgresOptions options) => options with { DeleteOnDispose = false };

    public static async Task<string> KeepAsync(PostgresServer server)
    {
        var name = "kept_" + Guid.NewGuid().ToString("n");
        await AskAsync(server.ConnectionString, $"create table {name} as select 'kept' as text");
        return name;
    }

    public static async Task ShouldHaveKeptAsync(PostgresServer server, string name) =>
        (await AskAsync(server.ConnectionString, $"select text from {name}")).ShouldBe("kept");
}
