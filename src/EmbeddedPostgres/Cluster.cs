using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Chat.EmbeddedPostgres;

/// <summary>A folder with everything of one cluster: <c>data</c>, its passwords, its log and its lock.</summary>
internal sealed class Cluster(string folder)
{
    public const string ThrowAwayPrefix = "chat-embedded-";

    public string Folder { get; } = folder;

    public string Data { get; } = Path.Combine(folder, "data");

    // Among the data, which belongs to the account that writes it.
    public string LogFile { get; } = Path.Combine(folder, "data", "postgres.log");

    public string CredentialsFile { get; } = Path.Combine(folder, "credentials.json");

    /// <summary>The process that has the folder, or was the last to have it; null before the first.</summary>
    public string? Owner => File.Exists(OwnerFile) ? File.ReadAllText(OwnerFile) : null;

    public Credentials Credentials => JsonSerializer.Deserialize<Credentials>(File.ReadAllText(CredentialsFile))!;

    /// <summary>The major version that made the data; null when there is none yet.</summary>
    public int? Major => Directory.Exists(Data) ? int.Parse(File.ReadAllText(Path.Combine(Data, "PG_VERSION"))) : null;

    // A locked file cannot be read by others.
    private string OwnerFile => Path.Combine(Folder, "owner.pid");

    /// <summary>Removes throw-away clusters whose test process was killed: nobody else would ever stop them.</summary>
    public static async Task RemoveAbandonedAsync()
    {
        foreach (var cluster in Directory.EnumerateDirectories(Path.GetTempPath(), ThrowAwayPrefix + "*").Select(folder => new Cluster(folder)))
        {
            try
            {
                // Without an owner it is just being made.
                using var taken = cluster.Owner is null ? null : cluster.TryLock();
                if (taken is null)
                    continue;
                await new Postmaster(cluster).KillAsync();
                Directory.Delete(cluster.Folder, recursive: true);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // Another test run removes it, or it belongs to another user.
            }
        }
    }

    /// <summary>Takes the folder for this process, until it disposes of the lock or dies, however it dies; null when another process has it.</summary>
    public FileStream? TryLock()
    {
        try
        {
            var taken = new FileStream(Path.Combine(Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(OwnerFile, Environment.ProcessId.ToString());
            return taken;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Makes the data in a folder beside its place and moves it there when it is whole, so that a cut never leaves half of it.</summary>
    public async Task CreateAsync(PostgresBinaries binaries, bool durable, ILogger logger, CancellationToken token)
    {
        Log.Creating(logger, Folder);
        var work = Path.Combine(Folder, "creating");
        if (Directory.Exists(work))
            Directory.Delete(work, recursive: true);
        Directory.CreateDirectory(work, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var (data, passwordFile, credentialsFile) = (Path.Combine(work, "data"), Path.Combine(work, "password"), Path.Combine(work, "credentials"));
        var credentials = new Credentials(RandomNumberGenerator.GetHexString(48, true), RandomNumberGenerator.GetHexString(48, true));
        await File.WriteAllTextAsync(passwordFile, credentials.AdminPassword, token);
        await ServerAccount.OwnAsync(work, token);
        await File.WriteAllTextAsync(credentialsFile, JsonSerializer.Serialize(credentials), token);
        File.SetUnixFileMode(credentialsFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        string[] arguments =
        [
            "--pgdata", data, "--username", PostgresServer.AdminRole, "--pwfile", passwordFile, "--auth=scram-sha-256",
            "--encoding=UTF8", "--locale=C", "--data-checksums", "--no-instructions", .. durable ? Array.Empty<string>() : ["--no-sync"],
        ];
        (await ServerAccount.RunAsync(binaries.Tool("initdb"), arguments, token))
            .ThrowIfFailed($"Making a Postgres cluster in {Folder} failed (initdb of {binaries.Directory})");
        File.Move(credentialsFile, CredentialsFile, overwrite: true);
        Directory.Move(data, Data);
        Directory.Delete(work, recursive: true);
    }
}

/// <summary>The random passwords of the superuser and of the application.</summary>
internal sealed record Credentials(string AdminPassword, string ApplicationPassword);
