namespace Chat.Features.Drafts.AppendMessage;

/// <summary>Locks the draft's row, not the user's stream, and stores each delta as a row: the cost does not grow with the message.</summary>
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
        // An empty delta keeps a streaming message open; for a complete one it means nothing.
        if (delta.Length == 0 && !draft.IsStreaming)
            return AppendMessageResponse.Of(draft);

        // Checked only now: a delta that is sent again changes nothing.
        precondition.Check(ChatMessage.EntityTagOf(draft.Revision, draft.TouchedAt));
        var grown = AppendMessageDecision.Grow(draft, delta, time.UtcNowMicroseconds());
        if (delta.Length > 0 && options.Value.EnableMessageHistory)
            storage.Insert(MessageDelta.At(messageId, draft.Length, delta));
        storage.Store(grown);
        return AppendMessageResponse.Of(grown);
    }

    // With the user's stream locked, so that nobody edits the message at the same time.
    private async Task<MessageDraft> BeginAsync(long sessionId, long messageId, CancellationToken token)
    {
        var open = await messages.OpenAsync(sessionId, messageId, token);
        open.CheckNotDeleted();
        return open.Draft ?? AppendMessageDecision.Begin(open, options.Value.MaxMessageLengthFor(open.Session.AgentType));
    }

    // Without message history the texts cannot be compared: a delta that fits into the length counts as appended.
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
