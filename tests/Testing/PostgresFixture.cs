using Chat.EmbeddedPostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace Chat.Testing;

/// <summary>
/// One Postgres for a whole test assembly; tests keep apart by users, schemas or databases of their own. In the full package
/// set it is a container when a Docker engine answers, otherwise local binaries as in the lean one.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private IAsyncDisposable? _server;
    private Func<string, Task<string>>? _create;

    public async ValueTask InitializeAsync()
    {
#if TESTCONTAINERS
        if (await ContainerPostgres.TryStartAsync() is { } container)
        {
            (_server, _create) = (container, container.CreateDatabaseAsync);
            return;
        }
#endif
        var server = await PostgresServer.StartAsync(EmbeddedPostgresOptions.ForTests(), NullLogger.Instance);
        (_server, _create) = (server, name => server.CreateDatabaseAsync(name));
    }

    /// <summary>A new, empty database, owned by the role of the application.</summary>
    /// <returns>Its connection string.</returns>
    public Task<string> NewDatabaseAsync() =>
        (_create ?? throw new InvalidOperationException("Postgres is not started."))("test_" + Guid.NewGuid().ToString("n"));

    /// <summary>A connection string whose connections see the rows of all users, for tests that look behind the service.</summary>
    public static string ForEveryTenant(string connectionString) => connectionString + ";Options=-c chat.every_tenant=on";

    /// <summary>A pool like the host's, small enough that many fit on one server.</summary>
    public static NpgsqlDataSource Pool(string connectionString, int size = 20) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = size, MaxAutoPrepare = 100, NoResetOnClose = true, IncludeFailedBatchedCommand = true });

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
