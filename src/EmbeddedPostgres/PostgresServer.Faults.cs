using Npgsql;

namespace Chat.EmbeddedPostgres;

/// <summary>What can happen to a Postgres, for tests of faults.</summary>
public sealed partial class PostgresServer
{
    /// <summary>Ends the postmaster and its children as a power cut would.</summary>
    /// <returns>When they have ended.</returns>
    public async Task KillAsync()
    {
        if (_postmaster is not null)
            await _postmaster.KillAsync();
        _postmaster = null;
    }

    /// <summary>Starts Postgres again, after a stop first if it runs: same data, same port.</summary>
    /// <param name="token">Gives up.</param>
    /// <returns>When it takes connections.</returns>
    public async Task RestartAsync(CancellationToken token = default)
    {
        await StopAsync();
        // A killed one leaves its file behind.
        await Postmaster.FindAsync(_cluster.Data, token);
        await LaunchAsync(Port, token);
    }

    /// <summary>Stops every process of the server where it is: connections are taken, by the system, and nothing is answered.</summary>
    /// <returns>When nothing moves any more.</returns>
    public Task FreezeAsync() => SignalAllAsync(Native.Freeze);

    /// <summary>Lets a frozen server go on as if nothing had been.</summary>
    /// <returns>When it goes on.</returns>
    public Task ThawAsync() => SignalAllAsync(Native.Thaw);

    /// <summary>Makes a standby that follows this server, with the same roles, passwords and databases.</summary>
    /// <param name="options">Where and how it runs; its data directory must be empty.</param>
    /// <param name="token">Gives up.</param>
    /// <returns>The running standby; <see langword="null"/> where the binaries lack <c>pg_basebackup</c>, as those from npm do.</returns>
    /// <exception cref="EmbeddedPostgresException">The copy failed.</exception>
    public async Task<PostgresServer?> StartStandbyAsync(EmbeddedPostgresOptions options, CancellationToken token = default)
    {
        var tool = Path.Combine(BinDirectory, "pg_basebackup");
        if (!File.Exists(tool))
            return null;
        var folder = await ReachableFolder.MakeAsync(options.DataDirectory, _account, _logger, token);
        var standby = new PostgresServer(options, new Cluster(folder, _account), _account, _logger);
        try
        {
            await CopyToAsync(standby._cluster, tool, token);
            (standby._binaries, standby._credentials) = (_binaries, _credentials);
            await standby.LaunchAsync(options.Port, token);
            return standby;
        }
        catch
        {
            await standby.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a standby the server that takes writes.</summary>
    /// <param name="token">Gives up.</param>
    /// <returns>When it takes them.</returns>
    public async Task PromoteAsync(CancellationToken token = default)
    {
        await using var connection = new NpgsqlConnection(AdminConnectionString);
        await connection.OpenAsync(token);
        await using var command = new NpgsqlCommand("select pg_promote()", connection);
        if (await command.ExecuteScalarAsync(token) is not true)
            throw new EmbeddedPostgresException($"The standby in {DataDirectory} was not promoted.");
    }

    /// <summary>What a killed host does: lets go of everything and stops nothing.</summary>
    internal void Abandon()
    {
        _postmaster = null;
        _lock.Dispose();
    }

    private async Task CopyToAsync(Cluster copy, string tool, CancellationToken token)
    {
        _credentials.Save(copy.CredentialsFile);
        // The copy belongs to the account that will run it, so that account makes its folder.
        Directory.CreateDirectory(copy.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _account.Own(copy.Data);
        var source = $"host=127.0.0.1 port={Port} user={ClusterCredentials.AdminRole} password={_credentials.AdminPassword} sslmode=disable gssencmode=disable";
        var run = await Command.RunAsync(
            _account.CommandLine([tool, "--pgdata", copy.Data, "--dbname", source, "--write-recovery-conf", "--checkpoint=fast", "--no-sync"]), token);
        if (run.ExitCode != 0)
            throw new EmbeddedPostgresException($"Copying Postgres to {copy.Data} failed: {run.Error.Trim()}");
    }

    private async Task SignalAllAsync(int signal)
    {
        if (_postmaster is { } postmaster)
            await postmaster.SignalAllAsync(signal);
    }
}
