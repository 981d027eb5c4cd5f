using System.Diagnostics;
using System.Globalization;

namespace Features.Tests.Startup;

/// <summary>A data directory of its own, empty at first.</summary>
public sealed class DevelopmentFolder : IDisposable
{
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "chat-development-" + Guid.NewGuid().ToString("n"));

    /// <summary>Nothing but the place where it may write.</summary>
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

    /// <summary>Leaves nothing running, whatever a test that failed has left.</summary>
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
