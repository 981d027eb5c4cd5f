using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Chat.EmbeddedPostgres;

/// <summary>The folder of a cluster (<c>data</c>, passwords, log, lock) and its server process.</summary>
internal sealed class Cluster(string folder)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Folder { get; } = folder;
    public string Data { get; } = Path.Combine(folder, "data");

    // In the data, which belongs to the account that writes the log.
    public string LogFile { get; } = Path.Combine(folder, "data", "postgres.log");

    public string CredentialsFile { get; } = Path.Combine(folder, "credentials.json");

    /// <summary>The id of the process that holds or last held the lock.</summary>
    public string? Owner => File.Exists(OwnerFile) ? File.ReadAllText(OwnerFile) : null;

    public Credentials Credentials => JsonSerializer.Deserialize<Credentials>(File.ReadAllText(CredentialsFile))!;

    public int? Major => Directory.Exists(Data) ? int.Parse(File.ReadAllText(Path.Combine(Data, "PG_VERSION"))) : null;

    /// <summary>The postmaster's process id; null if none runs.</summary>
    public int? Pid => State is [var text, ..] && int.TryParse(text, CultureInfo.InvariantCulture, out var pid) && IsServedBy(pid) ? pid : null;

    /// <summary>The port; null if Postgres does not accept connections.</summary>
    public int? Port => Pid is not null && State is [_, _, _, var port, _, _, _, var status, ..] && status.Trim() == "ready" ? int.Parse(port) : null;

    public string StateFile => Path.Combine(Data, "postmaster.pid");

    // Lines: pid, data, start time, port, socket folder, address, shared memory, status. It grows while Postgres starts.
    private string[] State => File.Exists(StateFile) ? File.ReadAllLines(StateFile) : [];

    // A locked file cannot be read by others.
    private string OwnerFile => Path.Combine(Folder, "owner.pid");

    /// <summary>Locks the folder until disposal or the end of the process; null if another process holds it.</summary>
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

    /// <summary>Creates the data, with role and database, in a temporary folder and moves it, so that an interruption leaves nothing.</summary>
    public async Task CreateAsync(PostgresBinaries binaries, bool durable, CancellationToken token)
    {
        var work = Path.Combine(Folder, "creating");
        if (Directory.Exists(work))
            Directory.Delete(work, recursive: true);
        Directory.CreateDirectory(work, Private | UnixFileMode.UserExecute);
        var (data, passwordFile) = (Path.Combine(work, "data"), Path.Combine(work, "password"));
        var credentials = new Credentials(RandomNumberGenerator.GetHexString(48, true), RandomNumberGenerator.GetHexString(48, true));
        await using (var file = new FileStream(CredentialsFile, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = Private }))
            await JsonSerializer.SerializeAsync(file, credentials, cancellationToken: token);
        await File.WriteAllTextAsync(passwordFile, credentials.AdminPassword, token);
        await ServerAccount.OwnAsync(work, token);

        var initialize = $"--username=postgres --auth=scram-sha-256 --encoding=UTF8 --locale=C --data-checksums --no-instructions{(durable ? "" : " --no-sync")}";
        await RunAsync("initdb", ["--pgdata", data, "--pwfile", passwordFile, .. initialize.Split(' ')]);
        await RunAsync("postgres", ["--single", "-D", data, "-c", "exit_on_error=on", "-c", $"fsync={durable}", "postgres"], credentials.Provision);
        Directory.Move(data, Data);
        Directory.Delete(work, recursive: true);

        async Task RunAsync(string tool, string[] arguments, string input = "") =>
            (await ServerAccount.RunAsync(binaries.Tool(tool), arguments, token, input))
                .ThrowIfFailed($"Making a Postgres cluster in {Folder} failed ({tool} of {binaries.Directory})");
    }

    /// <summary>Removes the data first: a clean-up may take the folder once its lock is gone.</summary>
    public void Delete()
    {
        foreach (var directory in new[] { Data, Folder }.Where(Directory.Exists))
            Directory.Delete(directory, recursive: true);
    }

    /// <summary>Kills Postgres and its children; the next start recovers.</summary>
    public async Task KillAsync()
    {
        if (Pid is not { } pid)
            return;
        using (var process = Process.GetProcessById(pid))
            process.Kill(entireProcessTree: true);
        await EndAsync(pid);
    }

    /// <summary>Waits until the process no longer serves the data.</summary>
    public async Task EndAsync(int pid)
    {
        while (IsServedBy(pid))
            await Task.Delay(10);
    }

    /// <summary>Whether the process is a postmaster on the data; another program may have got its id.</summary>
    public bool IsServedBy(int pid)
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0') is [var program, .. var arguments] && Path.GetFileName(program) == "postgres" && arguments.Contains(Data);
            using var process = Process.GetProcessById(pid);
            return process.ProcessName == "postgres";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
