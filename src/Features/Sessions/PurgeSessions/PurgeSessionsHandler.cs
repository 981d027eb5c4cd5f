namespace Chat.Features.Sessions.PurgeSessions;

/// <summary>
/// The session goes in one transaction: out of reach, out of the statistics, its titles and metadata out of the events. Its
/// messages, of which there may be a million, follow in batches; a <see cref="PurgedSession"/> keeps count, so that a host
/// that dies half-way leaves nothing behind that the next run does not find.
/// </summary>
internal sealed class PurgeSessionsHandler(UserStream users, IDocumentSession storage, CurrentUser user, TimeProvider time)
    : IRequestHandler<PurgeSessionsCommand, PurgeSessionsResult>
{
    private const long MessagesPerStep = 5_000;

    public async Task<PurgeSessionsResult> Handle(PurgeSessionsCommand request, CancellationToken cancellationToken)
    {
        var stream = await users.OpenAsync(cancellationToken);
        if (await FirstAsync<PurgedSession>(PurgeSessionsSql.NextUnfinished, cancellationToken, user.Id) is { } unfinished)
            return DeleteSomeMessages(unfinished);
        if (await FirstAsync<ChatSession>(PurgeSessionsSql.NextDue, cancellationToken, user.Id, request.Before, request.Before) is not { } session)
            return PurgeSessionsResult.Nothing;

        var word = Wire.Name(session.AgentType);
        var oldest = await FirstAsync<ChatSession>(PurgeSessionsSql.OldestOther, cancellationToken, user.Id, word, session.Id);
        var newest = await FirstAsync<ChatSession>(PurgeSessionsSql.NewestOther, cancellationToken, user.Id, word, session.Id);
        stream.AppendOne(new SessionPurged(
            session.Id, session.AgentType, session.MessageCount, oldest?.CreatedAt, newest?.CreatedAt, time.UtcNowMicroseconds()));

        var (firstText, lastText) = (session.Internals.FirstText, session.Internals.LastText);
        storage.QueueSqlCommand(PurgeSessionsSql.EraseText, user.Id, user.Id, firstText, lastText, session.Id);
        storage.QueueSqlCommand(PurgeSessionsSql.DeleteDrafts, user.Id, session.Id);
        if (session.MessageCount > 0)
            storage.Insert(new PurgedSession { Id = session.Id, MessagesLeft = session.MessageCount });
        return new PurgeSessionsResult(Sessions: 1, Messages: 0);
    }

    private PurgeSessionsResult DeleteSomeMessages(PurgedSession unfinished)
    {
        var left = Math.Max(0, unfinished.MessagesLeft - MessagesPerStep);
        storage.QueueSqlCommand(PurgeSessionsSql.DeleteDeltas, user.Id, unfinished.Id, left);
        storage.QueueSqlCommand(PurgeSessionsSql.DeleteRevisions, user.Id, unfinished.Id, left);
        storage.QueueSqlCommand(PurgeSessionsSql.DeleteMessages, user.Id, unfinished.Id, left);
        if (left > 0)
            storage.Update(unfinished with { MessagesLeft = left });
        else
            storage.Delete<PurgedSession>(unfinished.Id);
        return new PurgeSessionsResult(Sessions: 0, unfinished.MessagesLeft - left);
    }

    private async Task<T?> FirstAsync<T>(string sql, CancellationToken token, params object[] parameters) where T : class =>
        await storage.QueryAsync<T>(sql, token, parameters) is [var first, ..] ? first : null;
}
