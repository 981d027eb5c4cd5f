using Chat.Features.Sessions;
using Chat.Features.Statistics;

namespace Chat.Host.Maintenance;

/// <summary>The documents that one user's events give, with nothing but the events: what a rebuild writes and a verification compares with.</summary>
internal sealed class UserReplay
{
    // Memory holds one page of events and the user's documents, however long the stream is.
    private const int EventsAPage = 1_000;

    private readonly SessionProjection _sessions = new();
    private readonly UserStatsProjection _stats = new();

    private UserReplay(string user) => User = user;

    public string User { get; }

    /// <summary>Events of the stream, those of unknown types included.</summary>
    public long Events { get; private set; }

    /// <summary>Events whose type this version does not know; they stay where they are.</summary>
    public long UnknownEvents { get; private set; }

    public UserStats? Stats { get; private set; }

    public Dictionary<long, ChatSession> Sessions { get; } = [];

    /// <summary>Reads the user's stream up to a version, in the session's transaction.</summary>
    public static async Task<UserReplay> ReadAsync(IDocumentSession storage, string user, long version, CancellationToken token)
    {
        var replay = new UserReplay(user) { Events = version };
        for (var read = 0L; read < version; read += EventsAPage)
        {
            var upTo = Math.Min(read + EventsAPage, version);
            var page = await storage.Events.FetchStreamAsync(user, version: upTo, fromVersion: read + 1, token: token);
            replay.UnknownEvents += upTo - read - page.Count;
            foreach (var e in page)
                replay.Apply(e);
        }
        return replay;
    }

    private void Apply(IEvent e)
    {
        Stats = _stats.Evolve(Stats, User, e);
        if (e.Data is not ISessionEvent change)
            return;
        if (_sessions.Evolve(Sessions.GetValueOrDefault(change.SessionId), change.SessionId, e) is { } session)
            Sessions[change.SessionId] = session;
        else
            Sessions.Remove(change.SessionId);
    }
}
