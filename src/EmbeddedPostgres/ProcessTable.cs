using System.Globalization;

namespace Chat.EmbeddedPostgres;

/// <summary>What the system says about processes, by /proc where it exists (a slim container has no ps), else by ps.</summary>
internal static class ProcessTable
{
    private static readonly bool s_hasProc = File.Exists("/proc/self/stat");

    /// <summary>Whether the process runs. One that ended but was not yet collected by its parent does not.</summary>
    public static bool IsRunning(int pid)
    {
        if (!s_hasProc)
            return Native.Exists(pid);
        return Stat(pid) is ({ } state, _) && state is not ("Z" or "X");
    }

    /// <summary>Whether the process is a postmaster on this data: its process id may have gone to another program since.</summary>
    public static async Task<bool> IsPostmasterOfAsync(int pid, string data, CancellationToken token)
    {
        if (!IsRunning(pid))
            return false;
        if (!s_hasProc)
            return (await Command.RunAsync(["ps", "-o", "command=", "-p", pid.ToString()], token)).Output is var line
                && line.Contains("postgres", StringComparison.Ordinal) && line.Contains(data, StringComparison.Ordinal);
        return Read($"/proc/{pid}/cmdline")?.Split('\0') is [var program, .. var arguments]
            && Path.GetFileName(program) == "postgres" && arguments.Contains(data);
    }

    public static async Task<IReadOnlyList<int>> ChildrenOfAsync(int pid, CancellationToken token)
    {
        if (s_hasProc)
        {
            return [.. Directory.EnumerateDirectories("/proc")
                .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
                .Where(id => id > 0 && Stat(id)?.Parent == pid)];
        }

        var all = await Command.RunAsync(["ps", "-Ao", "pid=,ppid="], token);
        return [.. all.Output.Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length == 2 && int.Parse(fields[1], CultureInfo.InvariantCulture) == pid)
            .Select(fields => int.Parse(fields[0], CultureInfo.InvariantCulture))];
    }

    public static async Task<bool> WaitForEndAsync(IEnumerable<int> pids, TimeSpan limit)
    {
        var end = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        while (pids.Any(IsRunning))
        {
            if (Environment.TickCount64 > end)
                return false;
            await Task.Delay(10);
        }

        return true;
    }

    private static (string State, int Parent)? Stat(int pid)
    {
        // The name, in parentheses, may hold spaces and parentheses itself.
        if (Read($"/proc/{pid}/stat") is not { } text || text.LastIndexOf(')') is not (> 0 and var name))
            return null;
        var fields = text[(name + 2)..].Split(' ', 3);
        return (fields[0], int.Parse(fields[1], CultureInfo.InvariantCulture));
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
