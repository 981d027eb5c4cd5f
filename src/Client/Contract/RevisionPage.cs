namespace Chat.Client;

/// <summary>A page of earlier versions of a message.</summary>
/// <param name="Revisions">The earlier versions, oldest first.</param>
/// <param name="TotalCount">How many there are in all.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">How many a page has at most.</param>
/// <param name="HasNext">Whether a page follows.</param>
/// <param name="HasPrevious">Whether a page is before it.</param>
public sealed record RevisionPage(
    IReadOnlyList<Message> Revisions,
    long TotalCount,
    long Page,
    int PageSize,
    bool HasNext,
    bool HasPrevious);
