using Microsoft.Extensions.Logging;

namespace Chat.EmbeddedPostgres;

/// <summary>Searches places (a <c>*</c> stands for a version, the highest wins), then npm.</summary>
internal sealed record PostgresSearch(IReadOnlyList<string> Places, string? Npm)
{
    public static PostgresSearch OfThisMachine()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return new PostgresSearch(
            [.. path, "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin"],
            path.Select(folder => Path.Combine(folder, "npm")).FirstOrDefault(File.Exists));
    }

    /// <summary>Finds binaries of version 15 or later or, for existing data, of its major version.</summary>
    public async Task<PostgresBinaries> FindAsync(EmbeddedPostgresOptions options, int? major, ILogger logger, CancellationToken token)
    {
        if (!string.IsNullOrEmpty(options.BinDirectory))
        {
            var (configured, reason) = await PostgresBinaries.ProbeAsync(Path.GetFullPath(options.BinDirectory), token);
            if (configured is null)
                throw new EmbeddedPostgresException($"The configured Postgres folder {options.BinDirectory} cannot be used: {reason}.");
            return Fits(configured.Version.Major) ? configured : throw WrongMajor();
        }
        foreach (var place in Places)
        {
            (PostgresBinaries? Binaries, string)[] found = await Task.WhenAll(Folders(place).Select(folder => PostgresBinaries.ProbeAsync(folder, token)));
            if (found.Select(one => one.Binaries).OfType<PostgresBinaries>().Where(one => Fits(one.Version.Major)).MaxBy(one => one.Version) is { } best)
                return best;
        }
        return Fits(NpmBinaries.Major) ? await NpmBinaries.GetAsync(options.CacheDirectory, Npm, logger, token) : throw WrongMajor();

        bool Fits(int other) => (major ?? other) == other;

        EmbeddedPostgresException WrongMajor() => new(
            $"The data in {options.DataDirectory} was made by Postgres {major}, which is not on this machine any more. Install it, "
            + "name its bin folder in CHAT_POSTGRES_BIN, or move the data away to begin with an empty database.");
    }

    private static IEnumerable<string> Folders(string place)
    {
        var versions = Path.GetDirectoryName(place);
        if (!place.Contains('*', StringComparison.Ordinal))
            return [Path.GetFullPath(place)];
        var parent = Path.GetDirectoryName(versions)!;
        return Directory.Exists(parent) ? Directory.EnumerateDirectories(parent, Path.GetFileName(versions)!).Select(folder => Path.Combine(folder, Path.GetFileName(place))) : [];
    }
}
