using DotNet.Testcontainers.Builders;
using Npgsql;
using Xunit;

namespace Chat.Testing;

/// <summary>
/// One Postgres for a whole test assembly; tests keep apart by users, schemas or databases of their own. It is a container when a
/// Docker engine answers, otherwise local binaries; <c>CHAT_TEST_POSTGRES</c> (<c>container</c> or <c>local</c>) decides by hand.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private IAsyncDisposable? _server;
    private Func<string, Task<string>>? _create;

    public async ValueTask InitializeAsync()
    {
        if (await ContainerAsync(Environment.GetEnvironmentVariable("CHAT_TEST_POSTGRES")) is { } container)
        {
            (_server, _create) = (container, container.CreateDatabaseAsync);
            return;
        }
        var server = await TestPostgres.StartAsync();
        (_server, _create) = (server, name => server.CreateDatabaseAsync(name));
    }

    private static async Task<ContainerPostgres?> ContainerAsync(string? wanted)
    {
        if (wanted is not (null or "" or "container" or "local"))
            throw new InvalidOperationException($"CHAT_TEST_POSTGRES is '{wanted}'; it must be 'container' or 'local'.");
        if (wanted == "local")
            return null;
        try
        {
            return await ContainerPostgres.StartAsync();
        }
        catch (DockerUnavailableException) when (wanted != "container")
        {
            return null;
        }
    }

    /// <summary>A new, empty database, owned by the role of the application.</summary>
    /// <returns>Its connection string.</returns>
    public Task<string> NewDatabaseAsync() =>
        (_create ?? throw new InvalidOperationException("Postgres is not started."))("test_" + Guid.NewGuid().ToString("n"));

    /// <summary>A connection string whose connections see the rows of all users.</summary>
    public static string ForEveryTenant(string connectionString) => connectionString + ";Options=-c chat.every_tenant=on -c chat.tenant=";

    /// <summary>A pool like the host's, small enough that many fit on one server.</summary>
    public static NpgsqlDataSource Pool(string connectionString, int size = 20) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = size,
            MaxAutoPrepare = 100,
            NoResetOnClose = true,
            IncludeFailedBatchedCommand = true,
            // No tenant, unless the options name one: the last mention counts.
            Options = $"-c chat.tenant= {new NpgsqlConnectionStringBuilder(connectionString).Options}".TrimEnd(),
        });

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
