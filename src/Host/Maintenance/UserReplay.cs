using System.Runtime.CompilerServices;
using JasperFx.Events;

namespace Chat.Host.Maintenance;

/// <summary>
/// The documents that one user's events give, with nothing but the events, and where the stored ones differ. Memory holds one page
/// of events and one part of the user's sessions, however long the stream is.
/// </summary>
/// <param name="user">The user.</param>
/// <param name="known">The names of the event types that can be read.</param>
/// <param name="after">Sessions up to this id belong to the parts before this one; 0 for the first part.</param>
internal sealed class UserReplay(string user, string[] known, long after)
{
    private const int EventsAPage = 1_000;
    private const int SessionsAPage = 500;
    private const int MostSessions = 2_000;

    private const string StoredSessions = """
        select jsonb_build_object('id', id, 'data', data) from mt_doc_chatsession
        where tenant_id = ? and id > ? and id <= ? order by id limit ?
        """;

    private readonly SessionProjection _projection = new();
    private readonly UserStatsProjection _stats = new();

    // Ids follow the order of creation, so that a new session is at the end of the list.
    private readonly SortedList<long, ChatSession> _sessions = [];

    /// <summary>Events read, those of unknown types included.</summary>
    public long Events { get; private set; }

    public UserStats? Stats { get; private set; }

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

    /// <summary>The differences in this part of the user, sessions that should not be there included; none when all is right.</summary>
    public async IAsyncEnumerable<Difference> CompareAsync(IDocumentSession storage, [EnumeratorCancellation] CancellationToken token)
    {
        if (!IsSame(await storage.Json.FindByIdAsync<UserStats>(user, token), Stats))
            yield return new Difference(nameof(UserStats), SessionId: null);

        var left = new HashSet<long>(_sessions.Keys);
        await foreach (var (id, document) in StoredSessionsAsync(storage, token))
        {
            left.Remove(id);
            if (!IsSame(document, _sessions.GetValueOrDefault(id)))
                yield return new Difference(nameof(ChatSession), id);
        }
        foreach (var missing in left)
            yield return new Difference(nameof(ChatSession), missing);
    }

    private async IAsyncEnumerable<(long Id, string Document)> StoredSessionsAsync(IDocumentSession storage, [EnumeratorCancellation] CancellationToken token)
    {
        var last = after;
        IReadOnlyList<string> page;
        do
        {
            page = await storage.QueryAsync<string>(StoredSessions, token, user, last, UpTo, SessionsAPage);
            foreach (var row in page)
            {
                using var session = JsonDocument.Parse(row);
                last = session.RootElement.GetProperty("id").GetInt64();
                yield return (last, session.RootElement.GetProperty("data").GetRawText());
            }
        }
        while (page.Count == SessionsAPage);
    }

    private static bool IsSame<T>(string? stored, T? expected) where T : class
    {
        if (stored is null || expected is null)
            return stored is null && expected is null;
        using var left = JsonDocument.Parse(stored);
        using var right = JsonSerializer.SerializeToDocument(expected, ChatJson.Options);
        return JsonElement.DeepEquals(left.RootElement, right.RootElement);
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

/// <summary>A document that is not what the events give: wrong, missing, or not to be there.</summary>
internal sealed record Difference(string Document, long? SessionId);
