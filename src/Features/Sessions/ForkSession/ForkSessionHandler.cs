namespace Chat.Features.Sessions.ForkSession;

internal sealed class ForkSessionHandler(
    UserStream users, ActiveSessions activeSessions, MessageIds ids, IDocumentSession storage, IQuerySession reading, CurrentUser user, Precondition precondition, TimeProvider time)
    : IRequestHandler<ForkSessionCommand, SavedSession>
{
    private static readonly SqlStatement CountMessages = SqlStatement.Load("CountForkedMessages"), CopyMessages = SqlStatement.Load("CopyMessages"),
        GrowingMessages = SqlStatement.Load("ForkedDrafts");

    public async Task<SavedSession> Handle(ForkSessionCommand request, CancellationToken cancellationToken)
    {
        // Before the lock, since so many ids take long. What it counts stays: messages keep their places and types.
        var (messages, lastMessageAt) = await CountAsync(request, cancellationToken);
        var own = await ids.NextAsync((int)messages.Total, cancellationToken);
        var (stream, source) = await users.OpenForSessionAsync(request.SessionId, cancellationToken);
        precondition.Check(source.EntityTag);

        var id = await storage.NextSequenceValueAsLong(ChatSession.IdSequence, cancellationToken);
        var copied = Decide(source, request.Title, messages, lastMessageAt, id, time.UtcNowMicroseconds());
        var displaced = await activeSessions.MakeRoomAsync(stream.Aggregate, copied.AgentType, id, copied.At, cancellationToken);
        stream.AppendMany([.. displaced, copied]);
        if (own.Length > 0)
        {
            storage.Queue(CopyMessages, ("tenant", user.Id), ("session", source.Id), ("up_to", messages.Total), ("fork", id), ("ids", own));
            await SearchIndex.AddCopiesAsync(storage, source.Id, id, own, cancellationToken);
            foreach (var growing in await GrowingAsync(source.Id, messages.Total, cancellationToken))
                SearchIndex.Replace(storage, growing with { Id = own[growing.Sequence - 1], SessionId = id, Status = MessageStatus.Interrupted });
        }
        return SavedSession.Of(ChatSession.Next(null, user.Id, copied)!.ChangedAt(stream.CurrentVersion!.Value), displaced);
    }

    /// <exception cref="ValidationException">There is no room for the member in the metadata.</exception>
    internal static SessionCopied Decide(ChatSession source, string? title, CopiedMessages messages, DateTimeOffset? lastMessageAt, long id, DateTimeOffset at)
    {
        var origin = JsonSerializer.SerializeToElement(new { ForkedFrom = new { SessionId = source.Id, Sequence = messages.Total } }, ChatJson.Options);
        return new SessionCopied(
            id, title ?? source.Title, source.AgentType, IsActive: true, MetadataRules.Merged(source.Metadata, origin), messages, CreatedAt: at, LastMessageAt: lastMessageAt ?? at, at);
    }

    // Their words are those of the copies, which do not grow.
    private Task<IReadOnlyList<ChatMessage>> GrowingAsync(long session, long upTo, CancellationToken token) => storage.RowsAsync(
        GrowingMessages, row => JsonSerializer.Deserialize<ChatMessage>(row.GetString(0), ChatJson.Options)!, token,
        ("tenant", user.Id), ("session", session), ("up_to", upTo));

    private async Task<(CopiedMessages Messages, DateTimeOffset? LastAt)> CountAsync(ForkSessionCommand request, CancellationToken token)
    {
        var counted = await reading.RowsAsync(
            CountMessages,
            row => (new CopiedMessages(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), Up: 0, Down: 0), row.IsDBNull(3) ? (DateTimeOffset?)null : row.GetFieldValue<DateTimeOffset>(3)),
            token,
            ("tenant", user.Id),
            ("session", request.SessionId),
            ("up_to", request.UpToSequence ?? ForkSessionCommand.MostMessages + 1));
        if (counted is not [var (messages, lastAt)])
            throw SessionPath.NotFound();
        return request.UpToSequence is { } upTo && upTo > messages.Total ? throw Invalid($"must be at most {messages.Total}")
            : messages.Total > ForkSessionCommand.MostMessages ? throw Invalid($"must be given, since at most {ForkSessionCommand.MostMessages} messages are copied")
            : (messages, lastAt);

        static ValidationException Invalid(string problem) => new([new ValidationFailure("up_to_sequence", $"up_to_sequence {problem}")]);
    }
}
