namespace Chat.Features.Sessions.PurgeSessions;

/// <summary>
/// One transaction removes the session, its share of the statistics, and its text in the events. Its messages follow in
/// batches; a <see cref="PurgedSession"/> counts what is left, so that the next run continues after a crash.
/// </summary>
internal sealed class PurgeSessionsHandler(UserStream users, IDocumentSession storage, CurrentUser user, TimeProvider time)
    : IRequestHandler<PurgeSessionsCommand, PurgeSessionsResult>
{
    private const long MessagesPerStep = 5_000;

    private static readonly SqlStatement
        NextDue = SqlStatement.Load("NextDueSession"),
        OldestOther = SqlStatement.Load("OldestOtherSession"),
        NewestOther = SqlStatement.Load("NewestOtherSession"),
        EraseEventTexts = SqlStatement.Load("EraseEventTexts"),
        DeleteDrafts = SqlStatement.Load("DeleteSessionDrafts");

    // Messages last: deltas and revisions are found by joining them.
    private static readonly SqlStatement[] DeleteMessages =
        [SqlStatement.Load("DeleteSessionDeltas"), SqlStatement.Load("DeleteSessionRevisions"), SqlStatement.Load("DeleteSessionMessages")];

    public async Task<PurgeSessionsResult> Handle(PurgeSessionsCommand request, CancellationToken cancellationToken)
    {
        var stream = await users.OpenAsync(cancellationToken);
        if (await storage.Query<PurgedSession>().OrderBy(purged => purged.Id).FirstOrDefaultAsync(cancellationToken) is { } unfinished)
            return DeleteSomeMessages(unfinished);
        if (await FirstAsync(NextDue, cancellationToken, ("tenant", user.Id), ("before", request.Before)) is not { } session)
            return PurgeSessionsResult.Nothing;

        var oldest = await OtherAsync(OldestOther, session, cancellationToken);
        var newest = await OtherAsync(NewestOther, session, cancellationToken);
        stream.AppendOne(new SessionPurged(
            session.Id, session.AgentType, session.MessageCount, oldest?.CreatedAt, newest?.CreatedAt, time.UtcNowMicroseconds(),
            session.Internals.Up, session.Internals.Down));

        var (firstText, lastText) = (session.Internals.FirstText, session.Internals.LastText);
        storage.Queue(EraseEventTexts, ("tenant", user.Id), ("first", firstText), ("last", lastText), ("session", session.Id));
        storage.Queue(DeleteDrafts, ("tenant", user.Id), ("session", session.Id));
        if (session.MessageCount > 0)
            storage.Insert(new PurgedSession { Id = session.Id, MessagesLeft = session.MessageCount });
        return new PurgeSessionsResult(Sessions: 1, Messages: 0);
    }

    private PurgeSessionsResult DeleteSomeMessages(PurgedSession unfinished)
    {
        var left = Math.Max(0, unfinished.MessagesLeft - MessagesPerStep);
        foreach (var delete in DeleteMessages)
            storage.Queue(delete, ("tenant", user.Id), ("session", unfinished.Id), ("left", left));
        if (left > 0)
            storage.Update(unfinished with { MessagesLeft = left });
        else
            storage.Delete<PurgedSession>(unfinished.Id);
        return new PurgeSessionsResult(Sessions: 0, unfinished.MessagesLeft - left);
    }

    private Task<ChatSession?> OtherAsync(SqlStatement sql, ChatSession session, CancellationToken token) =>
        FirstAsync(sql, token, ("tenant", user.Id), ("agent_type", Wire.Name(session.AgentType)), ("session", session.Id));

    private async Task<ChatSession?> FirstAsync(SqlStatement sql, CancellationToken token, params (string, object)[] named) =>
        await storage.DocumentsAsync<ChatSession>(sql, token, named) is [var first, ..] ? first : null;
}
