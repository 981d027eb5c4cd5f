namespace Chat.Features.Drafts.AppendMessage;

/// <summary>How far a message has grown. What was appended is durable.</summary>
/// <param name="Id">The message.</param>
/// <param name="SessionId">Its session.</param>
/// <param name="Length">Its code points: the next <c>offset</c>.</param>
/// <param name="Status">Whether it is streaming, or complete and grew all the same.</param>
/// <param name="Revision">The message's revision, which growing does not change.</param>
/// <param name="UpdatedAt">When it last grew: UTC, microseconds.</param>
public sealed record AppendMessageResponse(long Id, long SessionId, long Length, MessageStatus Status, long Revision, DateTimeOffset UpdatedAt)
{
    internal static AppendMessageResponse Of(MessageDraft draft) => new(
        draft.Id, draft.SessionId, draft.Length, draft.IsStreaming ? MessageStatus.Streaming : MessageStatus.Complete, draft.Revision, draft.TouchedAt);
}
