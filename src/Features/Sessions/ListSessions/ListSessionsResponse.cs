namespace Chat.Features.Sessions.ListSessions;

/// <summary>
/// The shape of a page of sessions, or of a part of a walk over them, which is streamed: for the OpenAPI document and for clients in
/// .NET. A walk has <paramref name="NextCursor"/> in the place of all members of a page.
/// </summary>
/// <param name="Sessions">The sessions, in the order of a page or of a walk.</param>
/// <param name="TotalCount">How many sessions pass the filters. Only on a page.</param>
/// <param name="Page">The page, from 1. Only on a page.</param>
/// <param name="PageSize">Most sessions on it. Only on a page.</param>
/// <param name="HasNext">Whether there is a page behind it. Only on a page.</param>
/// <param name="HasPrevious">Whether there is a page before it. Only on a page.</param>
/// <param name="NextCursor">The <c>after</c> of the next call; null when no session is left. Only on a walk.</param>
public sealed record ListSessionsResponse(
    IReadOnlyList<SessionResponse> Sessions,
    long TotalCount = 0,
    long Page = 0,
    int PageSize = 0,
    bool HasNext = false,
    bool HasPrevious = false,
    string? NextCursor = null);
