using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Chat.EmbeddedPostgres;

/// <summary>One running Postgres.</summary>
internal sealed class Postmaster(int pid, int port)
{
    private static readonly TimeSpan s_fast = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan s_immediate = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(2);

    private const string ToLog = """umask 077; exec >>"$1" 2>&1 </dev/null; shift; exec "$@" """;

    public int Pid { get; } = pid;

    public int Port { get; } = port;

    public bool IsRunning => ProcessTable.IsRunning(Pid);

    /// <summary>The postmaster that runs on the data already, or null. A file left by one that was killed is removed.</summary>
    public static async Task<(Postmaster Server, bool IsReady)?> FindAsync(string data, CancellationToken token)
    {
        if (PostmasterFile.Read(data) is { } file && await ProcessTable.IsPostmasterOfAsync(file.Pid, data, token))
            return (new Postmaster(file.Pid, file.Port), file.IsReady);
        // Postgres would not start when another program of the same user has the id by now.
        PostmasterFile.Delete(data);
        return null;
    }

    /// <summary>Starts Postgres and waits until it takes connections.</summary>
    /// <exception cref="PostmasterFailedException">It ended; the exception holds what it wrote.</exception>
    public static async Task<Postmaster> LaunchAsync(
        Cluster cluster, PostgresBinaries binaries, ServerAccount account, int port,
        IReadOnlyDictionary<string, string> settings, CancellationToken token)
    {
        var logStart = File.Exists(cluster.LogFile) ? new FileInfo(cluster.LogFile).Length : 0;
        using var process = new Process
        {
            StartInfo = Command.Describe(
            [
                .. Detached(), "sh", "-c", ToLog, "sh", cluster.LogFile,
                .. account.CommandLine([binaries.Postgres, "-D", cluster.Data, "-p", port.ToString(), .. settings.SelectMany(Argument)]),
            ]),
        };
        process.Start();
        try
        {
            var clock = Stopwatch.StartNew();
            while (true)
            {
                if (PostmasterFile.Read(cluster.Data) is { IsReady: true } file)
                    return new Postmaster(file.Pid, port);
                if (process.HasExited || clock.Elapsed > s_start)
                    throw new PostmasterFailedException(Tail(cluster.LogFile, logStart));
                await Task.Delay(10, token);
            }
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Stops it: first fast (calls are cut, data is written), after some seconds at once (the next start recovers).</summary>
    public async Task StopAsync(ILogger logger)
    {
        if (await EndAsync(Native.Interrupt, s_fast))
            return;
        Log.StoppingAtOnce(logger, Pid, s_fast.TotalSeconds);
        if (!await EndAsync(Native.Quit, s_immediate))
            await KillAsync();
    }

    /// <summary>Ends it and its children as a power cut would.</summary>
    public async Task KillAsync()
    {
        var children = await ProcessTable.ChildrenOfAsync(Pid, CancellationToken.None);
        if (IsRunning)
            Native.Signal(Pid, Native.KillSignal);
        foreach (var child in children)
            Native.Signal(child, Native.KillSignal);
        await ProcessTable.WaitForEndAsync([Pid, .. children], s_immediate);
    }

    /// <summary>Signals it, so that it makes no more children, and then them.</summary>
    public async Task SignalAllAsync(int signal)
    {
        Native.Signal(Pid, signal);
        foreach (var child in await ProcessTable.ChildrenOfAsync(Pid, CancellationToken.None))
            Native.Signal(child, signal);
    }

    private async Task<bool> EndAsync(int signal, TimeSpan limit)
    {
        if (IsRunning)
            Native.Signal(Pid, signal);
        return await ProcessTable.WaitForEndAsync([Pid], limit);
    }

    /// <summary>A session of its own: Ctrl-C in the terminal is for the host, which still needs the database to finish its calls.</summary>
    private static string[] Detached()
    {
        if (Command.Find("setsid") is { } setsid)
            return [setsid];
        // macOS has no setsid.
        return Command.Find("perl") is { } perl ? [perl, "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV", "--"] : [];
    }

    private static string[] Argument(KeyValuePair<string, string> setting) => ["-c", $"{setting.Key}={setting.Value}"];

    private static string Tail(string logFile, long start)
    {
        using var file = new FileStream(logFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(start, SeekOrigin.Begin);
        using var reader = new StreamReader(file);
        return string.Join('\n', reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(20));
    }
}
