using Chat.EmbeddedPostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Chat.Testing;

/// <summary>Servers of one test run.</summary>
public static class TestPostgres
{
    private const string Prefix = "chat-embedded-";

    /// <summary>A cluster in the temp folder, without <c>fsync</c>, deleted on dispose.</summary>
    /// <remarks>Reads <c>CHAT_POSTGRES_BIN</c> and <c>CHAT_CACHE_DIRECTORY</c>, as the host does.</remarks>
    public static EmbeddedPostgresOptions NewOptions() => new()
    {
        DataDirectory = Path.Combine(Path.GetTempPath(), Prefix + Guid.NewGuid().ToString("n")),
        CacheDirectory = Environment.GetEnvironmentVariable("CHAT_CACHE_DIRECTORY")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "chat"),
        BinDirectory = Environment.GetEnvironmentVariable("CHAT_POSTGRES_BIN"),
        // Commits reach the operating system before they are answered: a killed Postgres loses nothing, a power cut would.
        Settings = ["fsync=off", "full_page_writes=off"],
        DeleteOnDispose = true,
    };

    /// <summary>Starts a server, temporary unless options are given, and removes servers of killed test runs.</summary>
    public static async Task<PostgresServer> StartAsync(EmbeddedPostgresOptions? options = null, CancellationToken token = default)
    {
        await RemoveAbandonedAsync();
        return await PostgresServer.StartAsync(options ?? NewOptions(), NullLogger.Instance, token);
    }

    /// <summary>Makes a new database, owned by the application's role.</summary>
    /// <returns>The application's connection string for it.</returns>
    public static async Task<string> CreateDatabaseAsync(this PostgresServer server, string name, CancellationToken token = default)
    {
        using var quoter = new NpgsqlCommandBuilder();
        var quoted = quoter.QuoteIdentifier(name);
        await using var admin = NpgsqlDataSource.Create(server.AdminConnectionString);
        // template0, since nothing can be connected to it: databases can be made in parallel.
        await using (var create = admin.CreateCommand($"create database {quoted} owner chat template template0"))
            await create.ExecuteNonQueryAsync(token);
        await using var close = admin.CreateCommand($"revoke all on database {quoted} from public");
        await close.ExecuteNonQueryAsync(token);
        return new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>Stops servers whose test run was killed; nothing else would.</summary>
    private static async Task RemoveAbandonedAsync()
    {
        foreach (var cluster in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*").Select(folder => new Cluster(folder)))
        {
            try
            {
                // Without an owner it is still being made.
                using var taken = cluster.Owner is null ? null : cluster.TryLock();
                if (taken is null)
                    continue;
                await cluster.KillAsync();
                cluster.Delete();
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // Another test run removes it, or it belongs to another user.
            }
        }
    }
}
