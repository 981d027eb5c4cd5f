using System.Runtime.CompilerServices;
using JasperFx.Events;

namespace Chat.Host.Maintenance;

/// <summary>Projects one user's events and compares the documents with the stored ones.</summary>
/// <remarks>In parts, to bound memory: at most 2,000 sessions, those behind the id <c>after</c>.</remarks>
internal sealed class UserReplay(string user, string[] knownEventTypes, long after)
{
    private const int EventsAPage = 1_000;
    private const int SessionsAPage = 500;
    private const int MostSessions = 2_000;

    private const string StoredSessions = """
        select jsonb_build_object('id', id, 'data', data, 'search_title', search_title) from mt_doc_chatsession
        where tenant_id = ? and id > ? and id <= ? order by id limit ?
        """;

    private readonly SessionProjection _projection = new();
    private readonly UserStatsProjection _stats = new();

    // Ids grow in the order of creation: new sessions are appended.
    private readonly SortedList<long, ChatSession> _sessions = [];

    public long Events { get; private set; }
    public UserStats? Stats { get; private set; }

    /// <summary>The last session of this part; <see cref="long.MaxValue"/> in the last part.</summary>
    public long UpTo { get; private set; } = long.MaxValue;

    public IReadOnlyDictionary<long, ChatSession> Sessions => _sessions.AsReadOnly();

    public async Task ReadAsync(IDocumentSession storage, long version, MaintenanceProgress progress, CancellationToken token)
    {
        while (Events < version)
        {
            var upTo = Math.Min(Events + EventsAPage, version);
            var from = Events;
            // A later version may have written types that this one can't read.
            var page = await storage.Events.QueryAllRawEvents()
                .Where(e => e.StreamKey == user && e.Version > from && e.Version <= upTo && e.EventTypeName.IsOneOf(knownEventTypes))
                .OrderBy(e => e.Version)
                .ToListAsync(token);
            foreach (var e in page)
                Apply(e);
            // Every part reads all events; count them once.
            if (after == 0)
                await progress.ReadAsync(upTo - Events, upTo - Events - page.Count);
            Events = upTo;
        }
    }

    /// <summary>The differences in this part, including sessions that should not exist; titles that an earlier version folded, if asked for.</summary>
    public async IAsyncEnumerable<Difference> CompareAsync(IDocumentSession storage, bool withFolding, [EnumeratorCancellation] CancellationToken token)
    {
        if (!IsSame(await storage.Json.FindByIdAsync<UserStats>(user, token), Stats))
            yield return new Difference(nameof(UserStats), SessionId: null);

        var left = new HashSet<long>(_sessions.Keys);
        await foreach (var (id, document, searchTitle) in StoredSessionsAsync(storage, token))
        {
            left.Remove(id);
            var expected = _sessions.GetValueOrDefault(id);
            if (!IsSame(document, expected) || (withFolding && searchTitle != expected!.SearchTitle))
                yield return new Difference(nameof(ChatSession), id);
        }
        foreach (var missing in left)
            yield return new Difference(nameof(ChatSession), missing);
    }

    private async IAsyncEnumerable<(long Id, string Document, string SearchTitle)> StoredSessionsAsync(IDocumentSession storage, [EnumeratorCancellation] CancellationToken token)
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
                yield return (last, session.RootElement.GetProperty("data").GetRawText(), session.RootElement.GetProperty("search_title").GetString()!);
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

/// <summary>A document that is wrong, missing or should not exist.</summary>
internal sealed record Difference(string Document, long? SessionId);
