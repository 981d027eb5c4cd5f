namespace Chat.Client;

/// <summary>A page of messages, by sequence.</summary>
/// <param name="Messages">The messages.</param>
/// <param name="TotalCount">How many there are in all.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">How many a page has at most.</param>
/// <param name="HasNext">Whether a page follows.</param>
/// <param name="HasPrevious">Whether a page is before it.</param>
public sealed record MessagePage(
    IReadOnlyList<Message> Messages,
    long TotalCount,
    long Page,
    int PageSize,
    bool HasNext,
    bool HasPrevious);
