using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Chat.EmbeddedPostgres;

/// <summary>A folder with everything of one cluster: <c>data</c>, its passwords, its log and its lock; and the process that serves it.</summary>
internal sealed class Cluster(string folder)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Folder { get; } = folder;

    public string Data { get; } = Path.Combine(folder, "data");

    // Among the data, which belongs to the account that writes it.
    public string LogFile { get; } = Path.Combine(folder, "data", "postgres.log");

    public string CredentialsFile { get; } = Path.Combine(folder, "credentials.json");

    /// <summary>The process of the service that has the folder, or was the last to have it; null before the first.</summary>
    public string? Owner => File.Exists(OwnerFile) ? File.ReadAllText(OwnerFile) : null;

    public Credentials Credentials => JsonSerializer.Deserialize<Credentials>(File.ReadAllText(CredentialsFile))!;

    /// <summary>The major version that made the data; null when there is none yet.</summary>
    public int? Major => Directory.Exists(Data) ? int.Parse(File.ReadAllText(Path.Combine(Data, "PG_VERSION"))) : null;

    /// <summary>The postmaster's process id; null when none runs.</summary>
    public int? Pid => State is [var text, ..] && int.TryParse(text, CultureInfo.InvariantCulture, out var pid) && IsServedBy(pid) ? pid : null;

    /// <summary>The port of a Postgres that takes connections; null when none does.</summary>
    public int? Port => Pid is not null && State is [_, _, _, var port, _, _, _, var status, ..] && status.Trim() == "ready" ? int.Parse(port) : null;

    public string StateFile => Path.Combine(Data, "postmaster.pid");

    // Lines: pid, data, start time, port, socket folder, address, shared memory, status. It grows while Postgres starts.
    private string[] State => File.Exists(StateFile) ? File.ReadAllLines(StateFile) : [];

    // A locked file cannot be read by others.
    private string OwnerFile => Path.Combine(Folder, "owner.pid");

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

    /// <summary>
    /// Makes the data, with the role and the database of the application, in a folder beside its place and moves it there when it is
    /// whole, so that a cut never leaves half of it.
    /// </summary>
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

    /// <summary>Removes the folder; the data first, because whoever cleans up takes the folder once its lock is gone.</summary>
    public void Delete()
    {
        foreach (var directory in new[] { Data, Folder }.Where(Directory.Exists))
            Directory.Delete(directory, recursive: true);
    }

    /// <summary>Ends Postgres and its children as a power cut would; the next start recovers.</summary>
    public async Task KillAsync()
    {
        if (Pid is not { } pid)
            return;
        using (var process = Process.GetProcessById(pid))
            process.Kill(entireProcessTree: true);
        await EndAsync(pid);
    }

    /// <summary>Waits until a process does not serve the data any more.</summary>
    public async Task EndAsync(int pid)
    {
        while (IsServedBy(pid))
            await Task.Delay(10);
    }

    /// <summary>Whether the process is a postmaster on the data: its id may have gone to another program since.</summary>
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
