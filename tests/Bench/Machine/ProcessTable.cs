using System.Globalization;

namespace Chat.Bench.Machine;

/// <summary>CPU time and resident memory of processes, from Linux.</summary>
internal static class ProcessTable
{
    // USER_HZ, which is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>CPU seconds that a process has used so far.</summary>
    public static double CpuSeconds(int pid) => Stat(pid) is { } stat ? stat.Own / TicksPerSecond : 0;

    /// <summary>CPU seconds of a postmaster with all its children, those that have ended included.</summary>
    public static double CpuSecondsOfPostgres(int postmaster)
    {
        var children = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) ? Stat(pid) : null)
            .Where(stat => stat?.Parent == postmaster)
            .Sum(stat => stat!.Own);
        // The time of an ended child moves to its parent's count of waited-for children.
        return Stat(postmaster) is { } own ? (children + own.Own + own.EndedChildren) / TicksPerSecond : 0;
    }

    /// <summary>Bytes of memory that a process holds.</summary>
    public static long ResidentBytes(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan("VmRSS:".Length).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture);
    }

    private static ProcessStat? Stat(int pid)
    {
        try
        {
            // The second field is a name in brackets that may hold anything.
            var text = File.ReadAllText($"/proc/{pid}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new ProcessStat((int)Field(1), Field(11) + Field(12), Field(13) + Field(14));

            long Field(int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null; // It has just ended.
        }
    }

    private sealed record ProcessStat(int Parent, long Own, long EndedChildren);
}
