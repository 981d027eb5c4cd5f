using Chat.EmbeddedPostgres;
using Chat.Testing;
using Npgsql;

namespace Chat.Bench.Service;

/// <summary>A temporary Postgres, as durable as one in production.</summary>
internal static class BenchDatabase
{
    /// <summary>The built revision, set by <c>build/bench</c>.</summary>
    public static string Revision => Environment.GetEnvironmentVariable("CHAT_BENCH_REVISION") ?? "unknown";

    public static Task<PostgresServer> StartAsync(CancellationToken token) => TestPostgres.StartAsync(
        TestPostgres.NewOptions() with
        {
            Settings = ["fsync=on", "full_page_writes=on", "synchronous_commit=on", "max_connections=300"],
        },
        token);

    /// <summary>The server's version and its settings of durability.</summary>
    public static async Task<string> DescribeAsync(PostgresServer server, CancellationToken token)
    {
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = database.CreateCommand("""
            select current_setting('server_version') || ', ' || string_agg(name || ' ' || current_setting(name), ', ' order by name)
            from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers')
            """);
        return (string)(await command.ExecuteScalarAsync(token))!;
    }
}
