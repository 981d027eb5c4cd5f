namespace Chat.Client;

/// <summary>A page of sessions: by number, or of a walk over all of them.</summary>
/// <param name="Sessions">The sessions.</param>
/// <param name="TotalCount">Null in a walk, as the members up to <c>HasPrevious</c>.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">How many a page has at most.</param>
/// <param name="HasNext">Whether a page follows.</param>
/// <param name="HasPrevious">Whether a page is before it.</param>
/// <param name="NextCursor">Where a walk goes on; null at its end.</param>
public sealed record SessionPage(
    IReadOnlyList<Session> Sessions,
    long? TotalCount,
    int? Page,
    int? PageSize,
    bool? HasNext,
    bool? HasPrevious,
    string? NextCursor);
