namespace Chat.Features.Drafts.AppendMessage;

/// <summary>
/// A message that grows is locked by its own row alone, not by the user's stream, and each part is a row of its own: what an
/// append costs depends neither on the length of the message nor on what else the user does.
/// </summary>
internal sealed class AppendMessageHandler(
    UserMessages messages, IDocumentSession storage, Precondition precondition, IOptions<ChatOptions> options, TimeProvider time)
    : IRequestHandler<AppendMessageCommand, AppendMessageResponse>
{
    private static readonly SqlStatement Part = SqlStatement.Load("MessagePart");

    public async Task<AppendMessageResponse> Handle(AppendMessageCommand request, CancellationToken cancellationToken)
    {
        var (sessionId, messageId, delta) = (request.SessionId, request.MessageId, request.Delta!);
        var draft = await messages.LockDraftAsync(sessionId, messageId, cancellationToken) ?? await BeginAsync(sessionId, messageId, cancellationToken);
        messages.CheckPoster(draft.PostedBy);
        if (request.Offset is { } offset && offset != draft.Length)
        {
            return await IsThereAsync(draft, (offset, delta), cancellationToken)
                ? AppendMessageResponse.Of(draft)
                : throw new ConflictException($"The message has {draft.Length} characters", draft.Length);
        }
        // Nothing for a complete message tells nothing, while a streaming one stays open with it.
        if (delta.Length == 0 && !draft.IsStreaming)
            return AppendMessageResponse.Of(draft);

        // Not before: what is there already changes nothing when it is sent again.
        precondition.Check(ChatMessage.EntityTagOf(draft.Revision, draft.TouchedAt));
        var grown = AppendMessageDecision.Grow(draft, delta, time.UtcNowMicroseconds());
        if (delta.Length > 0 && options.Value.EnableMessageHistory)
            storage.Insert(MessageDelta.At(messageId, draft.Length, delta));
        storage.Store(grown);
        return AppendMessageResponse.Of(grown);
    }

    /// <summary>A message that does not grow yet is looked at with the user's stream locked, so that nobody edits it meanwhile.</summary>
    private async Task<MessageDraft> BeginAsync(long sessionId, long messageId, CancellationToken token)
    {
        var open = await messages.OpenAsync(sessionId, messageId, token);
        return open.Draft ?? AppendMessageDecision.Begin(open, options.Value.MaxMessageLengthFor(open.Session.AgentType));
    }

    /// <summary>Whether a part was appended before. Where texts are not kept, a place that is taken is taken by it.</summary>
    private async Task<bool> IsThereAsync(MessageDraft draft, (long Offset, string Text) part, CancellationToken token)
    {
        var (tenant, offset, count) = (storage.TenantId, part.Offset, CodePoints.Count(part.Text));
        if (count > draft.Length - offset)
            return false;
        if (!options.Value.EnableMessageHistory)
            return true;
        var there = await storage.RowsAsync(
            Part,
            row => row.GetString(0),
            token,
            ("tenant", tenant),
            ("message", draft.Id),
            ("offset", offset),
            ("first", (int)offset + 1),
            ("count", count),
            ("end", offset + count));
        return there is [var text] && text.StartsWith(part.Text, StringComparison.Ordinal);
    }
}
