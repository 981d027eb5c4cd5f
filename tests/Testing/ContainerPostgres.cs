using DotNet.Testcontainers.Builders;
using Npgsql;
using Testcontainers.PostgreSql;

namespace Chat.Testing;

/// <summary>A Postgres in a container, with the role and rights of the embedded one.</summary>
internal sealed class ContainerPostgres : IAsyncDisposable
{
    private const string Image = "postgres:18-alpine";
    private const string Role = "chat";

    private readonly PostgreSqlContainer _container;

    private ContainerPostgres(PostgreSqlContainer container) => _container = container;

    /// <summary>Starts the container.</summary>
    /// <exception cref="DockerUnavailableException">No Docker engine answers.</exception>
    public static async Task<ContainerPostgres> StartAsync()
    {
        var container = new PostgreSqlBuilder(Image).WithCommand("-c", "max_connections=500", "-c", "fsync=off").Build();
        await container.StartAsync();
        var postgres = new ContainerPostgres(container);
        await postgres.ExecuteAsync($"create role {Role} login password '{Role}'");
        return postgres;
    }

    /// <summary>A new, empty database, owned by the role of the application.</summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        await ExecuteAsync($"create database {name} owner {Role}");
        return new NpgsqlConnectionStringBuilder(_container.GetConnectionString()) { Database = name, Username = Role, Password = Role }.ConnectionString;
    }

    public ValueTask DisposeAsync() => _container.DisposeAsync();

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_container.GetConnectionString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
