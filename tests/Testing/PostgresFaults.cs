using Chat.EmbeddedPostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Chat.Testing;

/// <summary>Faults of a Postgres beside stop and start.</summary>
public static class PostgresFaults
{
    /// <summary>Ends the postmaster and its children as a power cut would.</summary>
    public static Task KillAsync(this PostgresServer server) => server.Cluster.KillAsync();

    /// <summary>Freezes every process of the server: the system accepts connections, and nothing answers.</summary>
    public static Task FreezeAsync(this PostgresServer server) => SignalAllAsync(server, "STOP");

    /// <summary>Resumes a frozen server.</summary>
    public static Task ThawAsync(this PostgresServer server) => SignalAllAsync(server, "CONT");

    /// <summary>Makes a standby of this server, with the same roles, passwords and databases.</summary>
    /// <returns>The running standby; <see langword="null"/> where the binaries lack <c>pg_basebackup</c>, as those from npm do.</returns>
    public static async Task<PostgresServer?> StartStandbyAsync(this PostgresServer primary, EmbeddedPostgresOptions options, CancellationToken token)
    {
        var tool = Path.Combine(primary.BinDirectory, "pg_basebackup");
        if (!File.Exists(tool))
            return null;
        // The start finds data there and uses it.
        var standby = new Cluster(await ServerAccount.MakeFolderAsync(options.DataDirectory, token));
        File.Copy(primary.Cluster.CredentialsFile, standby.CredentialsFile);
        var admin = new NpgsqlConnectionStringBuilder(primary.AdminConnectionString);
        var source = $"host={admin.Host} port={admin.Port} user={admin.Username} password={admin.Password} sslmode=disable gssencmode=disable";
        string[] arguments = ["--pgdata", standby.Data, "--dbname", source, "--write-recovery-conf", "--checkpoint=fast", "--no-sync"];
        (await Command.RunAsync(null, tool, arguments, token)).ThrowIfFailed($"Copying Postgres to {standby.Data} failed");
        await ServerAccount.OwnAsync(standby.Data, token);
        return await PostgresServer.StartAsync(options, NullLogger.Instance, token);
    }

    /// <summary>Promotes a standby, and waits until it takes writes.</summary>
    public static async Task PromoteAsync(this PostgresServer standby, CancellationToken token)
    {
        await using var admin = NpgsqlDataSource.Create(standby.AdminConnectionString);
        await using var command = admin.CreateCommand("select pg_promote()");
        if (await command.ExecuteScalarAsync(token) is not true)
            throw new InvalidOperationException($"The standby in {standby.DataDirectory} was not promoted.");
    }

    /// <summary>Signals the postmaster first, so that it starts no more children, and then its children.</summary>
    private static async Task SignalAllAsync(PostgresServer server, string signal)
    {
        if (server.Cluster.Pid is not { } pid)
            return;
        // The child may have ended.
        var script = $"kill -{signal} {pid} && {{ kill -{signal} $(cat /proc/{pid}/task/{pid}/children || pgrep -P {pid}) 2>/dev/null || true; }}";
        (await Command.RunAsync(null, "/bin/sh", ["-c", script], CancellationToken.None)).ThrowIfFailed($"Postgres process {pid} cannot be signalled");
    }
}
