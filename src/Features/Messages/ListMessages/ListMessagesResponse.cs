namespace Chat.Features.Messages.ListMessages;

/// <summary>The shape of a page of messages, which is streamed: for the OpenAPI document and for clients in .NET.</summary>
public sealed record ListMessagesResponse(
    IReadOnlyList<ChatMessage> Messages, long TotalCount, long Page, int PageSize, bool HasNext, bool HasPrevious);
