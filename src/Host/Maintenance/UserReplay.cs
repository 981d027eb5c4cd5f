using JasperFx.Events;

namespace Chat.Host.Maintenance;

/// <summary>
/// The documents that one user's events give, with nothing but the events: what a rebuild writes and a verification compares
/// with. Memory holds one page of events and one part of the user's sessions, however long the stream is.
/// </summary>
/// <param name="user">The user.</param>
/// <param name="known">The names of the event types that can be read.</param>
/// <param name="after">Sessions up to this id belong to the parts before this one; 0 for the first part.</param>
internal sealed class UserReplay(string user, string[] known, long after)
{
    private const int EventsAPage = 1_000;
    private const int MostSessions = 2_000;

    private readonly SessionProjection _projection = new();
    private readonly UserStatsProjection _stats = new();

    // Ids follow the order of creation, so that a new session is at the end of the list.
    private readonly SortedList<long, ChatSession> _sessions = [];

    public string User => user;

    /// <summary>Events read, those of unknown types included.</summary>
    public long Events { get; private set; }

    public UserStats? Stats { get; private set; }

    /// <summary>Sessions up to this id belong to earlier parts.</summary>
    public long After => after;

    /// <summary>Sessions above this id belong to later parts; <see cref="long.MaxValue"/> in the last part.</summary>
    public long UpTo { get; private set; } = long.MaxValue;

    public IReadOnlyDictionary<long, ChatSession> Sessions => _sessions.AsReadOnly();

    /// <summary>Goes on reading the user's stream, up to a version.</summary>
    public async Task ReadAsync(IDocumentSession storage, long version, MaintenanceProgress progress, CancellationToken token)
    {
        while (Events < version)
        {
            var upTo = Math.Min(Events + EventsAPage, version);
            var from = Events;
            // Events of types that this version does not know, written by a later one, cannot be read: they are not asked for.
            var page = await storage.Events.QueryAllRawEvents()
                .Where(e => e.StreamKey == user && e.Version > from && e.Version <= upTo && e.EventTypeName.IsOneOf(known))
                .OrderBy(e => e.Version)
                .ToListAsync(token);
            foreach (var e in page)
                Apply(e);
            // Every part reads all events; they count once.
            if (after == 0)
                await progress.ReadAsync(upTo - Events, upTo - Events - page.Count);
            Events = upTo;
        }
    }

    private void Apply(IEvent e)
    {
        Stats = _stats.Evolve(Stats, user, e);
        if (e.Data is not ISessionEvent { SessionId: var id } || id <= after || id > UpTo)
            return;
        if (_projection.Evolve(_sessions.GetValueOrDefault(id), id, e) is { } session)
            _sessions[id] = session;
        else
            _sessions.Remove(id);

        if (_sessions.Count > MostSessions)
        {
            UpTo = _sessions.GetKeyAtIndex(MostSessions) - 1;
            _sessions.RemoveAt(MostSessions);
        }
    }
}
