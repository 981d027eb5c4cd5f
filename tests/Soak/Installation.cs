using Chat.Bench.Service;
using Chat.EmbeddedPostgres;
using Chat.Testing;
using Npgsql;
using Tokens = Chat.Bench.Load.Tokens;

namespace Chat.Soak;

/// <summary>Several hosts, each a process, on one Postgres; each may stop and restart at any time.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private static readonly Tokens Tokens = new(Tokens.Key);

    private readonly (HostProcess Process, HttpClient Http)[] _hosts;
    private int _next;

    private Installation(PostgresServer postgres, int hosts) => (Postgres, _hosts) = (postgres, new (HostProcess, HttpClient)[hosts]);

    public PostgresServer Postgres { get; }

    public int Hosts => _hosts.Length;

    public static async Task<Installation> StartAsync(int hosts, CancellationToken token)
    {
        var postgres = await TestPostgres.StartAsync(token: token);
        var installation = new Installation(postgres, hosts);
        try
        {
            for (var host = 0; host < hosts; host++)
                installation._hosts[host] = await StartHostAsync(postgres, token);
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    /// <summary>A user's client of the host's current process.</summary>
    /// <summary>The address of a search for a text.</summary>
    public static string Search(string text) => $"{ApiClient.Base}/search?q={text}";

    public ApiClient Client(string user, int host) => new(_hosts[host].Http, Tokens.For(user));

    /// <summary>Ends the next host and starts another in its place.</summary>
    public async Task ReplaceHostAsync(Func<HostProcess, Task> end)
    {
        var host = _next;
        _next = (host + 1) % Hosts;
        var (process, http) = _hosts[host];
        await end(process);
        _hosts[host] = await StartHostAsync(Postgres, CancellationToken.None);
        http.Dispose();
        await process.DisposeAsync();
    }

    public async Task CutConnectionsAsync()
    {
        await using var administrator = new NpgsqlConnection(Postgres.AdminConnectionString);
        await administrator.OpenAsync();
        await using var command = new NpgsqlCommand("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'chat'", administrator);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Compares every document with the events.</summary>
    /// <returns>The command's last line.</returns>
    /// <exception cref="Bench.BenchException">Something differs.</exception>
    public Task<string> VerifyProjectionsAsync() => HostProcess.CommandAsync(["projections", "verify"], Postgres.ConnectionString, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, http) in _hosts)
        {
            http?.Dispose();
            if (process is not null)
                await process.DisposeAsync();
        }
        await Postgres.DisposeAsync();
    }

    private static async Task<(HostProcess, HttpClient)> StartHostAsync(PostgresServer postgres, CancellationToken token)
    {
        var process = await HostProcess.StartAsync(postgres.ConnectionString, token);
        return (process, new HttpClient { BaseAddress = process.Address, Timeout = TimeSpan.FromSeconds(30) });
    }
}
