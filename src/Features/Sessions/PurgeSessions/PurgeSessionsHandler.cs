namespace Chat.Features.Sessions.PurgeSessions;

/// <summary>The messages of a session go in the steps after the session, so that the next run continues after a crash.</summary>
internal sealed class PurgeSessionsHandler(UserStream users, SessionErasure erasure, IDocumentSession storage, CurrentUser user, TimeProvider time)
    : IRequestHandler<PurgeSessionsCommand, PurgeSessionsResult>
{
    private static readonly SqlStatement NextDue = SqlStatement.Load("NextDueSession");

    public async Task<PurgeSessionsResult> Handle(PurgeSessionsCommand request, CancellationToken cancellationToken)
    {
        var stream = await users.OpenAsync(cancellationToken);
        if (await storage.Query<PurgedSession>().OrderBy(purged => purged.Id).FirstOrDefaultAsync(cancellationToken) is { } unfinished)
            return new PurgeSessionsResult(Sessions: 0, erasure.DeleteSome(unfinished));
        if (request.Before is not { } before
            || await storage.DocumentsAsync<ChatSession>(NextDue, cancellationToken, ("tenant", user.Id), ("before", before)) is not [var session, ..])
            return PurgeSessionsResult.Nothing;

        stream.AppendOne(await erasure.PurgeAsync(session, time.UtcNowMicroseconds(), cancellationToken));
        return new PurgeSessionsResult(Sessions: 1, Messages: 0);
    }
}
