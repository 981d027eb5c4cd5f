namespace Chat.Features.Messages.ListRevisions;

/// <summary>The shape of a page of earlier versions, which is streamed: for the OpenAPI document and for clients in .NET.</summary>
public sealed record ListRevisionsResponse(
    IReadOnlyList<ChatMessage> Revisions, long TotalCount, long Page, int PageSize, bool HasNext, bool HasPrevious);
