namespace Chat.Features.Messages;

/// <summary>Opens stored messages for change, and changes them.</summary>
internal sealed class UserMessages(UserStream users, IDocumentSession storage, CurrentUser user, IOptions<ChatOptions> options)
{
    private static readonly JsonTypeInfo<ChatMessage> Json = (JsonTypeInfo<ChatMessage>)ChatJson.Options.GetTypeInfo(typeof(ChatMessage));

    /// <summary>Locks the user's stream and the draft, and reads the message with its deltas.</summary>
    /// <exception cref="NotFoundException">The user has no such session, or it has no such message.</exception>
    /// <exception cref="ForbiddenException">An agent may not change it.</exception>
    internal async Task<OpenMessage> OpenAsync(long sessionId, long messageId, CancellationToken token)
    {
        var (stream, session, message) = await users.OpenForSessionAsync<ChatMessage>(sessionId, messageId, token);
        if (message is null || message.SessionId != sessionId)
            throw MessagePath.NotFound();
        CheckPoster(message.PostedBy);
        var draft = await LockDraftAsync(sessionId, messageId, token);
        return new OpenMessage(stream, session, message, await AssembleAsync(message, draft, token), draft);
    }

    /// <summary>Locks a draft, without the user's stream; null when the message does not grow.</summary>
    internal async Task<MessageDraft?> LockDraftAsync(long sessionId, long messageId, CancellationToken token)
    {
        await storage.BeginAsync(token);
        return await storage.DocumentsAsync<MessageDraft>(
            MessageSql.LockDraft, token, ("tenant", user.Id), ("message", messageId), ("session", sessionId)) is [var draft] ? draft : null;
    }

    internal async Task<ChatMessage> AssembleAsync(ChatMessage message, MessageDraft? draft, CancellationToken token)
    {
        if (draft is null)
            return message;
        var appended = await storage.RowsAsync(MessageSql.Appended, row => row.GetString(0), token, ("tenant", user.Id), ("message", message.Id));
        return message with { Content = message.Content + appended[0], UpdatedAt = draft.TouchedAt };
    }

    /// <summary>Stores the changed message and deletes its draft and deltas.</summary>
    internal void Change(OpenMessage open, ChatMessage changed)
    {
        var kept = options.Value.EnableMessageHistory
            ? changed
            : changed with { Content = "", Metadata = ChatJson.EmptyObject, Feedback = changed.Feedback is { } feedback ? feedback with { Comment = null } : null };
        storage.Queue(MessageSql.Change, ("json", JsonSerializer.Serialize(kept, Json)), ("tenant", user.Id), ("message", changed.Id));
        SearchIndex.Replace(storage, kept);
        if (open.Draft is null)
            return;
        MessageRows.Delete<MessageDelta>(storage, changed.Id);
        storage.Delete<MessageDraft>(changed.Id);
    }

    /// <summary>Records an edit: the message as it was before stays readable.</summary>
    internal ChatMessage Edit(OpenMessage open, ChatMessage before, ChatMessage edited)
    {
        var next = edited with { Revision = before.Revision + 1 };
        if (options.Value.EnableMessageHistory)
            storage.Insert(MessageRevision.Of(before));
        Change(open, next);
        open.Stream.AppendOne(new MessageEdited(next.SessionId, next.Id, next.Revision, next.UpdatedAt));
        return next;
    }

    /// <summary>Records that no more will come: what is there stays.</summary>
    internal ChatMessage Interrupt(OpenMessage open, DateTimeOffset at)
    {
        var interrupted = open.Message with { Status = MessageStatus.Interrupted, UpdatedAt = open.NextUpdate(at) };
        Change(open, interrupted);
        open.Stream.AppendOne(new MessageInterrupted(interrupted.SessionId, interrupted.Id, interrupted.UpdatedAt));
        return interrupted;
    }

    /// <exception cref="ForbiddenException">An agent did not post the message itself.</exception>
    internal void CheckPoster(string? postedBy)
    {
        if (user.Agent is { } agent && agent.Id != postedBy)
            throw new ForbiddenException("An agent may change its own messages only");
    }
}
