namespace Chat.Features.Sessions.ListSessions;

/// <summary>The shape of a page of sessions, which is streamed: for the OpenAPI document and for clients in .NET.</summary>
public sealed record ListSessionsResponse(
    IReadOnlyList<SessionResponse> Sessions, long TotalCount, long Page, int PageSize, bool HasNext, bool HasPrevious);
