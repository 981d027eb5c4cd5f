namespace Chat.Client;

/// <summary>Hits of a search, newest first. A page may be short: go on while there is a cursor.</summary>
/// <param name="Hits">At most 100.</param>
/// <param name="NextCursor">Where the search goes on; null at its end.</param>
public sealed record SearchPage(
    IReadOnlyList<SearchHit> Hits,
    string? NextCursor);
