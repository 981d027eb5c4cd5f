using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Chat.EmbeddedPostgres;

/// <summary>The server on one cluster. <c>pg_ctl</c> detaches it from the terminal: Ctrl-C is for the host, which finishes its calls first.</summary>
internal sealed class Postmaster(Cluster cluster)
{
    private const int Attempts = 50, SecondsToStop = 8;

    // Later ones, those of the options, win.
    private static readonly KeyValuePair<string, string>[] s_settings =
    [
        new("listen_addresses", "127.0.0.1"),
        new("unix_socket_directories", ""),
        new("max_connections", "200"),
        new("shared_buffers", "256MB"),
        new("wal_compression", "on"),
        new("max_wal_size", "2GB"),
        new("timezone", "UTC"),
        new("log_timezone", "UTC"),
        // The log must not keep what users wrote: no failed statements, no values from violated constraints.
        new("log_min_error_statement", "panic"),
        new("log_error_verbosity", "terse"),
    ];

    /// <summary>Its process id; null when none runs.</summary>
    public int? Pid => State is [var text, ..] && int.TryParse(text, CultureInfo.InvariantCulture, out var pid) && Is(pid, cluster.Data) ? pid : null;

    /// <summary>The port of one that takes connections; null when none does.</summary>
    public int? Port => Pid is not null && State is [_, _, _, var port, _, _, _, var status, ..] && status.Trim() == "ready" ? int.Parse(port) : null;

    private string StateFile => Path.Combine(cluster.Data, "postmaster.pid");

    // Lines: pid, data, start time, port, socket folder, address, shared memory, status. It grows while Postgres starts.
    private string[] State => File.Exists(StateFile) ? File.ReadAllLines(StateFile) : [];

    /// <summary>Whether the process is a postmaster on the data: its id may have gone to another program since.</summary>
    public static bool Is(int pid, string data)
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0') is [var program, .. var arguments] && Path.GetFileName(program) == "postgres" && arguments.Contains(data);
            using var process = Process.GetProcessById(pid);
            return process.ProcessName == "postgres";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Starts it and waits until it takes connections.</summary>
    /// <returns>The port: the one asked for, or a free one.</returns>
    public async Task<int> StartAsync(PostgresBinaries binaries, int? port, IEnumerable<KeyValuePair<string, string>> settings, CancellationToken token)
    {
        // One that was killed leaves its file. Postgres would not start when another program of the same user has the id by now.
        if (Pid is null)
            File.Delete(StateFile);
        var options = string.Join(' ', s_settings.Concat(settings).Select(setting => $"-c {setting.Key}='{setting.Value}'"));
        for (var attempt = 1; ; attempt++)
        {
            var chosen = port ?? FreePort();
            var log = new FileInfo(cluster.LogFile);
            var logged = log.Exists ? log.Length : 0;
            string[] arguments = ["start", "-s", "-w", "-t", "120", "-D", cluster.Data, "-l", cluster.LogFile, "-o", $"-p {chosen} {options}"];
            var run = await ServerAccount.RunAsync(binaries.Tool("pg_ctl"), arguments, token);
            if (run.ExitCode == 0)
                return chosen;
            token.ThrowIfCancellationRequested();
            var said = run.Error.Trim() + "\n" + LogSince(logged);
            // Somebody took the port since it was chosen, or children of a killed postmaster have not noticed yet.
            var mayPass = said.Contains("could not bind", StringComparison.Ordinal) || said.Contains("pre-existing shared memory block", StringComparison.Ordinal);
            if (attempt == Attempts || !mayPass)
                throw new EmbeddedPostgresException($"Postgres did not start: {said}\nIts whole log: {cluster.LogFile}");
            await Task.Delay(100, token);
        }
    }

    /// <summary>Stops it: connections are cut and data is written; after some seconds as <see cref="KillAsync"/> does.</summary>
    public async Task StopAsync(PostgresBinaries binaries, ILogger logger)
    {
        if (Pid is not { } pid)
            return;
        string[] arguments = ["stop", "-s", "-m", "fast", "-t", SecondsToStop.ToString(), "-D", cluster.Data];
        if ((await ServerAccount.RunAsync(binaries.Tool("pg_ctl"), arguments, CancellationToken.None)).ExitCode != 0)
        {
            Log.StoppingAtOnce(logger, pid, SecondsToStop);
            await KillAsync();
        }
        await EndAsync(pid);
    }

    /// <summary>Ends it and its children as a power cut would; the next start recovers.</summary>
    public async Task KillAsync()
    {
        if (Pid is not { } pid)
            return;
        using (var process = Process.GetProcessById(pid))
            process.Kill(entireProcessTree: true);
        await EndAsync(pid);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task EndAsync(int pid)
    {
        while (Is(pid, cluster.Data))
            await Task.Delay(10);
    }

    private string LogSince(long start)
    {
        if (!File.Exists(cluster.LogFile))
            return "";
        using var file = File.OpenRead(cluster.LogFile);
        file.Position = start;
        using var reader = new StreamReader(file);
        return string.Join('\n', reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(20));
    }
}
