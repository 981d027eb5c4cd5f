using Chat.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Chat.Testing;

/// <summary>The whole service in this process: Kestrel on a free port, a real database.</summary>
public sealed class ChatServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private ChatServer(WebApplication app)
    {
        _app = app;
        // One connection per running call, as with many clients; redirects would hide a wrong answer.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 200, RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 })
        {
            BaseAddress = new Uri(app.Urls.First()),
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    public Uri Address => _http.BaseAddress!;

    public IServiceProvider Services => _app.Services;

    public HttpClient Http => _http;

    /// <summary>Starts a service.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="settings">Environment variables of the specification or .NET settings, by name.</param>
    /// <param name="configure">Replaces services.</param>
    public static async Task<ChatServer> StartAsync(
        string connectionString, IReadOnlyDictionary<string, string?>? settings = null, Action<WebApplicationBuilder>? configure = null)
    {
        var app = ChatHost.Build([], builder =>
        {
            builder.Environment.EnvironmentName = "Testing";
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
            {
                ["ConnectionStrings:Chat"] = connectionString,
                ["JWT_SECRET_KEY"] = Tokens.Key,
                ["CHAT_RATE_LIMIT"] = "0",
            });
            builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>(StringComparer.Ordinal));
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            configure?.Invoke(builder);
        });
        await app.StartAsync();
        return new ChatServer(app);
    }

    /// <summary>A client of a user; a new user when none is named.</summary>
    public ApiClient User(string? id = null, string? onBehalfOf = null) => new(_http, Tokens.For(id ?? NewUser()), onBehalfOf);

    /// <summary>A client of an agent that acts for a user, under all agent types unless some are named.</summary>
    public ApiClient Agent(string user, string agent, string[]? types = null) => new(_http, Tokens.ForAgent(agent, types), user);

    /// <summary>A client with any token, or none.</summary>
    public ApiClient WithToken(string? token) => new(_http, token);

    public static string NewUser() => "user-" + Guid.NewGuid().ToString("n");

    /// <summary>Stops as a host does that gets the signal: running calls end first.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }
}
