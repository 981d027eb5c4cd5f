namespace Chat.Features.Live.WatchEvents;

/// <summary>Reads events by version: versions are gapless and committed in order, so none is missed or sent twice. Deltas follow the events.</summary>
internal sealed class WatchEventsHandler(IQuerySession storage, CurrentUser user) : IRequestHandler<WatchEventsQuery, EventPage>
{
    internal const long MostVersions = 200;

    private static readonly SqlStatement
        Version = SqlStatement.Load("StreamVersion"),
        Events = SqlStatement.Load("ReadEvents"),
        Growing = SqlStatement.Load("GrowingMessages"),
        Text = SqlStatement.Load("MessageText"),
        Deltas = SqlStatement.Load("MessageDeltas");

    public async Task<EventPage> Handle(WatchEventsQuery request, CancellationToken cancellationToken)
    {
        var session = request.SessionId ?? 0;
        var isOpen = request.Seen?.Growing is not null;
        var isGone = session != 0 && !await storage.HasSessionAsync(session, cancellationToken);
        if (isGone && !isOpen)
            throw SessionPath.NotFound();
        var stream = await storage.RowsAsync(Version, row => (row.GetInt64(0), (DateTime?)row.GetDateTime(1)), cancellationToken, ("tenant", user.Id));
        var (last, born) = stream is [var there] ? there : (0, null);
        var events = new List<LiveEvent>();

        var seen = request.Seen ?? new Position(last);
        if (seen.Version > last || (seen.Born is { } before && before != born))
        {
            // From before the user was erased, or the database restored to an earlier state: the reader starts anew.
            events.Add(LiveEvent.Reset(last));
            if (isOpen)
                return PageTo(new Position(last, ImmutableDictionary<long, long>.Empty), isMore: false, isEnd: true);
            seen = new Position(last);
        }
        var growing = seen.Growing ?? await TellGrowingAsync(session, events, cancellationToken);

        var until = Math.Min(last, seen.Version + MostVersions);
        if (until > seen.Version)
            growing = await TellEventsAsync(session, seen.Version, until, growing, events, cancellationToken);
        if (until == last)
            growing = await TellDeltasAsync(session, growing, events, cancellationToken);
        return PageTo(new Position(until, growing, born), isMore: until < last, isEnd: isGone && until == last);

        EventPage PageTo(Position position, bool isMore, bool isEnd) => new(events, request with { Seen = position }, isMore, isEnd);
    }

    private async Task<ImmutableDictionary<long, long>> TellGrowingAsync(long session, List<LiveEvent> events, CancellationToken token)
    {
        var growing = ImmutableDictionary<long, long>.Empty;
        foreach (var (id, of, _) in await GrowingAsync(session, token))
        {
            if (await storage.RowsAsync(Text, row => row.GetString(0), token, ("tenant", user.Id), ("message", id)) is not [var text])
                continue;
            events.Add(LiveEvent.Delta(of, id, 0, text));
            growing = growing.SetItem(id, CodePoints.Count(text));
        }
        return growing;
    }

    private async Task<ImmutableDictionary<long, long>> TellEventsAsync(
        long session, long after, long until, ImmutableDictionary<long, long> growing, List<LiveEvent> events, CancellationToken token)
    {
        var rows = await storage.RowsAsync(
            Events, EventRow.Of, token, ("tenant", user.Id), ("after", after), ("until", until), ("session", session));
        foreach (var (version, name, id, grows, json) in rows)
        {
            if (json is null || EventTypes.Of(name) is not { } type)
                continue;
            events.Add(new LiveEvent(version, type, json));
            if (id != 0)
                growing = grows ? growing.SetItem(id, LengthOf(json)) : growing.Remove(id);
        }
        return growing;
    }

    private async Task<ImmutableDictionary<long, long>> TellDeltasAsync(
        long session, ImmutableDictionary<long, long> growing, List<LiveEvent> events, CancellationToken token)
    {
        foreach (var (id, of, isStreaming) in await GrowingAsync(session, token))
        {
            // Posted after the events were read: its event comes first.
            var isKnown = growing.TryGetValue(id, out var sent);
            if (!isKnown && isStreaming)
                continue;
            var deltas = await storage.RowsAsync(
                Deltas, row => (row.GetInt64(0), row.GetString(1)), token, ("tenant", user.Id), ("message", id), ("from", sent));
            if (deltas is not [var (offset, text)])
                continue;
            // Finished and appended to again: the event of the finish comes first.
            if (isKnown && offset != sent)
                continue;
            events.Add(LiveEvent.Delta(of, id, offset, text));
            growing = growing.SetItem(id, offset + CodePoints.Count(text));
        }
        return growing;
    }

    private static long LengthOf(string message)
    {
        using var json = JsonDocument.Parse(message);
        return CodePoints.Count(json.RootElement.GetProperty("content").GetString());
    }

    private Task<IReadOnlyList<GrowingRow>> GrowingAsync(long session, CancellationToken token) => storage.RowsAsync(
        Growing, row => new GrowingRow(row.GetInt64(0), row.GetInt64(1), row.GetBoolean(2)), token, ("tenant", user.Id), ("session", session));

    private sealed record GrowingRow(long Id, long SessionId, bool IsStreaming);

    private sealed record EventRow(long Version, string Type, long MessageId, bool Grows, string? Json)
    {
        internal static EventRow Of(NpgsqlDataReader row) =>
            new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetBoolean(3), row.IsDBNull(4) ? null : row.GetString(4));
    }
}
