using System.Collections.Immutable;

namespace Chat.Features.Live.WatchEvents;

/// <summary>
/// Events come from the user's stream, whose versions have no gaps and are committed in order, so that nothing is missed and
/// nothing comes twice; parts of growing messages come after the events that were read before them.
/// </summary>
internal sealed class WatchEventsHandler(IQuerySession storage, CurrentUser user) : IRequestHandler<WatchEventsQuery, EventPage>
{
    internal const long MostVersions = 200;

    public async Task<EventPage> Handle(WatchEventsQuery request, CancellationToken cancellationToken)
    {
        var session = request.SessionId ?? 0;
        if (session != 0 && !await storage.HasSessionAsync(session, cancellationToken))
            throw SessionPath.NotFound();
        var last = await storage.ValuesAsync<long>(WatchEventsSql.Version, cancellationToken, user.Id, user.Id) is [var version] ? version : 0;
        var events = new List<LiveEvent>();

        // A reader from the future has read a database that is no more: it goes on from here.
        var seen = request.Seen is { } position && position.Version <= last ? position : new Position(last, request.Seen?.Growing);
        var growing = seen.Growing ?? await TellGrowingAsync(session, events, cancellationToken);

        var until = Math.Min(last, seen.Version + MostVersions);
        if (until > seen.Version)
            growing = await TellEventsAsync(session, seen.Version, until, growing, events, cancellationToken);
        if (until == last)
            growing = await TellDeltasAsync(session, growing, events, cancellationToken);
        return new EventPage(events, new Position(until, growing), IsMore: until < last);
    }

    /// <summary>What the messages that grow are so far.</summary>
    private async Task<ImmutableDictionary<long, long>> TellGrowingAsync(long session, List<LiveEvent> events, CancellationToken token)
    {
        var growing = ImmutableDictionary<long, long>.Empty;
        foreach (var (id, of, _) in await GrowingAsync(session, token))
        {
            if (await storage.ValuesAsync<string>(WatchEventsSql.Text, token, user.Id, id) is not [var text])
                continue;
            events.Add(LiveEvent.Delta(of, id, 0, text));
            growing = growing.SetItem(id, CodePoints.Count(text));
        }
        return growing;
    }

    private async Task<ImmutableDictionary<long, long>> TellEventsAsync(
        long session, long after, long until, ImmutableDictionary<long, long> growing, List<LiveEvent> events, CancellationToken token)
    {
        foreach (var row in await storage.ValuesAsync<string>(WatchEventsSql.Events, token, user.Id, user.Id, after, until, session, session))
        {
            if (row.Split(' ', 5) is not [var version, var name, var messageId, var grows, var json] || EventTypes.Of(name) is not { } type)
                continue;
            events.Add(new LiveEvent(long.Parse(version, CultureInfo.InvariantCulture), type, json));
            var id = long.Parse(messageId, CultureInfo.InvariantCulture);
            if (id != 0)
                growing = grows == "true" ? growing.SetItem(id, LengthOf(json)) : growing.Remove(id);
        }
        return growing;
    }

    private async Task<ImmutableDictionary<long, long>> TellDeltasAsync(
        long session, ImmutableDictionary<long, long> growing, List<LiveEvent> events, CancellationToken token)
    {
        foreach (var (id, of, isStreaming) in await GrowingAsync(session, token))
        {
            // A message that streams and that the reader does not have yet was posted after the events were read.
            var isKnown = growing.TryGetValue(id, out var sent);
            if (!isKnown && isStreaming)
                continue;
            if (await storage.ValuesAsync<string>(WatchEventsSql.Deltas, token, user.Id, id, sent) is not [var row])
                continue;
            var space = row.IndexOf(' ', StringComparison.Ordinal);
            var (offset, text) = (long.Parse(row.AsSpan(0, space), CultureInfo.InvariantCulture), row[(space + 1)..]);
            // It was finished and grows again: the event that says so comes first.
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

    private async Task<IEnumerable<(long Id, long SessionId, bool IsStreaming)>> GrowingAsync(long session, CancellationToken token)
    {
        var rows = await storage.ValuesAsync<string>(WatchEventsSql.Growing, token, user.Id, session, session);
        return rows.Select(row => row.Split(' ')).Select(row =>
            (long.Parse(row[0], CultureInfo.InvariantCulture), long.Parse(row[1], CultureInfo.InvariantCulture), row[2] == "true"));
    }
}
