namespace Chat.Features.Transfer.StoreSession;

/// <summary>Inserts the rows first and locks the user's stream last, so that the user's other calls do not wait for them.</summary>
internal sealed class StoreSessionHandler(IDocumentSession storage, UserStream users, CurrentUser user, IOptions<ChatOptions> options, TimeProvider time)
    : IRequestHandler<StoreSessionCommand, StoredSession>
{
    private static readonly JsonTypeInfo<ChatMessage> MessageJson = (JsonTypeInfo<ChatMessage>)ChatJson.Options.GetTypeInfo(typeof(ChatMessage));

    private static readonly SqlStatement
        Patience = SqlStatement.Load("StorePatience"),
        Messages = SqlStatement.Load("StoreMessages"),
        Revisions = SqlStatement.Load("StoreRevisions"),
        Older = SqlStatement.Load("OlderActiveSessions");

    public async Task<StoredSession> Handle(StoreSessionCommand request, CancellationToken cancellationToken)
    {
        var (session, source) = (request.Session, request.Session.Session);
        await storage.BeginAsync(cancellationToken);
        await storage.RowsAsync(Patience, _ => true, cancellationToken, ("tenant", user.Id));
        foreach (var rows in session.Messages.Rows())
        {
            await InsertAsync(session.Id, rows, cancellationToken);
            await request.Progress();
        }

        var stream = await users.OpenAsync(cancellationToken);
        var key = source.Source.Key;
        if ((await storage.RowsAsync(TransferSql.IsImported, row => row.GetBoolean(0), cancellationToken, ("tenant", user.Id), ("source", key)))[0])
            throw new AlreadyImportedException();
        var at = time.UtcNowMicroseconds();
        var displaced = source.IsActive ? await MakeRoomAsync(stream.Aggregate, session, at, cancellationToken) : null;
        stream.AppendMany([.. displaced ?? [], Copied(session, displaced is not null, at)]);
        storage.Store(new ImportedSession { Id = key, SessionId = session.Id });
        return new StoredSession(session.Id);
    }

    private static SessionCopied Copied(SpooledSession session, bool isActive, DateTimeOffset at)
    {
        var source = session.Session;
        return new SessionCopied(
            session.Id, source.Title, source.AgentType, isActive, source.Source.In(source.Metadata), session.Messages.Counts,
            source.CreatedAt, session.LastMessageAt, at);
    }

    /// <summary>The deactivations that keep the limit; null when the newest sessions are active already, and this is none of them.</summary>
    private async Task<IReadOnlyList<SessionDeactivated>?> MakeRoomAsync(UserStats? stats, SpooledSession session, DateTimeOffset at, CancellationToken token)
    {
        var agentType = session.Session.AgentType;
        var excess = ActiveSessions.Excess(stats, agentType, options.Value.MaxActiveSessionsFor(agentType));
        if (excess == 0)
            return [];
        var older = await storage.RowsAsync(
            Older, row => row.GetInt64(0), token,
            ("tenant", user.Id), ("agent_type", Wire.Name(agentType)), ("before", session.LastMessageAt.UtcDateTime), ("excess", excess));
        return older.Count < excess ? null : [.. older.Select(id => new SessionDeactivated(id, agentType, DeactivationReason.Limit, at))];
    }

    private async Task InsertAsync(long sessionId, SpooledRows rows, CancellationToken token)
    {
        if (rows.Messages.Count > 0)
        {
            await storage.RowsAsync(
                Messages, row => row.GetInt64(0), token,
                ("tenant", user.Id), ("session", sessionId), ("dotnet_type", typeof(ChatMessage).FullName!), ("ids", rows.Ids.ToArray()), ("texts", rows.Messages.ToArray()),
                ("sequences", rows.Sequences.ToArray()), ("types", rows.Types.ToArray()), ("type_sequences", rows.TypeSequences.ToArray()));
            await SearchIndex.AddAsync(storage, sessionId, [.. rows.Messages.Select(json => JsonSerializer.Deserialize(json, MessageJson)!)], token);
        }
        if (rows.Revisions.Count > 0)
        {
            await storage.RowsAsync(
                Revisions, row => row.GetInt64(0), token,
                ("tenant", user.Id), ("dotnet_type", typeof(MessageRevision).FullName!), ("ids", rows.RevisionIds.ToArray()), ("texts", rows.Revisions.ToArray()),
                ("messages", rows.MessageIds.ToArray()), ("revisions", rows.RevisionNumbers.ToArray()));
        }
    }
}
