namespace Chat.Features.Sessions.ListSessions;

/// <summary>A page of sessions, or a part of a walk over them, which has <c>next_cursor</c> in the place of all members of a page.</summary>
/// <remarks>For the OpenAPI document and for clients in .NET: the sessions are streamed.</remarks>
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
