using Xunit;

namespace Chat.Testing;

/// <summary>One Postgres and one service with default settings for all tests; each test uses its own users.</summary>
public sealed class ChatFixture : IAsyncLifetime
{
    private readonly PostgresFixture _postgres = new();
    private ChatServer? _server;

    public PostgresFixture Postgres => _postgres;

    public ChatServer Server => _server ?? throw new InvalidOperationException("The service is not started.");

    /// <summary>The database of <see cref="Server"/>.</summary>
    public string ConnectionString { get; private set; } = "";

    public ApiClient NewUser() => Server.User();

    /// <summary>Starts another host, on a new database unless one is named.</summary>
    public async Task<ChatServer> StartHostAsync(IReadOnlyDictionary<string, string?>? settings = null, string? connectionString = null) =>
        await ChatServer.StartAsync(connectionString ?? await _postgres.NewDatabaseAsync(), settings);

    public async ValueTask InitializeAsync()
    {
        await _postgres.InitializeAsync();
        ConnectionString = await _postgres.NewDatabaseAsync();
        _server = await ChatServer.StartAsync(ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
