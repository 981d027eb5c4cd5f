using System.Diagnostics;
using System.Globalization;

namespace Features.Tests.Startup;

/// <summary>A new, empty data directory.</summary>
public sealed class DevelopmentFolder : IDisposable
{
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "chat-development-" + Guid.NewGuid().ToString("n"));

    /// <summary>Only the folders to write to.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["CHAT_DATA_DIRECTORY"] = Folder,
    };

    /// <summary>The process id of the Postgres that runs on the data; null when none does.</summary>
    public int? Postgres
    {
        get
        {
            var file = Path.Combine(Folder, "postgres", "data", "postmaster.pid");
            return File.Exists(file) ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture) : null;
        }
    }

    /// <summary>Stops everything that a failed test has left.</summary>
    public void Dispose()
    {
        if (Postgres is { } left && File.Exists($"/proc/{left}/stat"))
        {
            using var process = Process.GetProcessById(left);
            process.Kill(entireProcessTree: true);
            process.WaitForExit(TimeSpan.FromSeconds(10));
        }
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
