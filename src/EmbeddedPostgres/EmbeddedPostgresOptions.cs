namespace Chat.EmbeddedPostgres;

/// <summary>Folders and settings of a <see cref="PostgresServer"/>.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>Holds the cluster, its log, lock and credentials; created when missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Holds binaries from npm; several processes may share it.</summary>
    public required string CacheDirectory { get; init; }

    /// <summary>Holds <c>postgres</c> and <c>initdb</c>; null searches for them.</summary>
    public string? BinDirectory { get; init; }

    /// <summary>Server settings that add to or override the defaults: <c>name=value</c>, without quotes.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Whether to remove the data on disposal.</summary>
    public bool DeleteOnDispose { get; init; }

    internal PostgresSearch Search { get; init; } = PostgresSearch.OfThisMachine();
}
