using System.Runtime.InteropServices;

namespace Chat.Bench.Machine;

/// <summary>The machine of the figures.</summary>
internal sealed record MachineDescription(string Processor, int Cores, double MemoryGiB, string System, string Runtime, string FileSystem)
{
    /// <summary>This machine; the file system is that of the database's data.</summary>
    public static MachineDescription OfThis(string dataDirectory) => new(
        Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Math.Pow(2, 30), 1),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        new DriveInfo(dataDirectory).DriveFormat);

    public override string ToString() => $"{Processor}, {Cores} cores, {MemoryGiB} GiB, {System}, {Runtime}, data on {FileSystem}";

    private static string? Line(string file, string name) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
}
