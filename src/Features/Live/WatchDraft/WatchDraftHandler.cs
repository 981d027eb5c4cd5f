namespace Chat.Features.Live.WatchDraft;

/// <summary>Reads the text behind the reader's position, from the database alone: a delta comes once, on any host.</summary>
internal sealed class WatchDraftHandler(IQuerySession storage, CurrentUser user) : IRequestHandler<WatchDraftQuery, DraftPage?>
{
    private static readonly SqlStatement
        Newest = SqlStatement.Load("NewestDraft"),
        State = SqlStatement.Load("DraftState");

    public async Task<DraftPage?> Handle(WatchDraftQuery request, CancellationToken cancellationToken)
    {
        var seen = request.Seen;
        if (seen is null)
        {
            var drafts = await storage.RowsAsync(
                Newest, row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), cancellationToken, ("tenant", user.Id), ("session", request.SessionId));
            if (drafts is not [var draft])
                throw SessionPath.NotFound();
            if (draft is not { } id)
                return null;
            seen = new DraftPosition(id, 0);
        }
        var (version, now) = (await storage.RowsAsync(
            State,
            row => (row.GetInt64(0), StateIn(row)),
            cancellationToken,
            ("tenant", user.Id),
            ("session", request.SessionId),
            ("message", seen.MessageId),
            ("first", (int)seen.Length + 1),
            ("from", seen.Length)))[0];
        return DraftPage.Of(request, seen, now, version);
    }

    private static DraftState? StateIn(NpgsqlDataReader row) =>
        !row.IsDBNull(1) && Wire.TryParse<MessageStatus>(row.GetString(1), out var status) ? new DraftState(status, row.GetInt64(2), row.GetString(3)) : null;
}
