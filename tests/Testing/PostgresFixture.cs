using Chat.EmbeddedPostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace Chat.Testing;

/// <summary>One Postgres for a whole test assembly; tests keep apart by users, schemas or databases of their own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? _server;

    public PostgresServer Server => _server ?? throw new InvalidOperationException("Postgres is not started.");

    public async ValueTask InitializeAsync() => _server = await PostgresServer.StartAsync(EmbeddedPostgresOptions.ForTests(), NullLogger.Instance);

    /// <summary>A new, empty database, owned by the role of the application.</summary>
    /// <returns>Its connection string.</returns>
    public Task<string> NewDatabaseAsync() => Server.CreateDatabaseAsync("test_" + Guid.NewGuid().ToString("n"));

    /// <summary>A pool like the host's, small enough that many fit on one server.</summary>
    public static NpgsqlDataSource Pool(string connectionString, int size = 20) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = size, MaxAutoPrepare = 100, NoResetOnClose = true, IncludeFailedBatchedCommand = true });

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
