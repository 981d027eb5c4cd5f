namespace Chat.Features.Messages.PostMessageBatch;

/// <summary>The messages of a batch as they are stored.</summary>
/// <param name="Messages">In the order of the request; their sequences follow each other.</param>
public sealed record PostMessageBatchResponse(IReadOnlyList<ChatMessage> Messages);
