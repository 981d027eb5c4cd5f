namespace Chat.Features.Sessions;

/// <summary>Keeps <see cref="ChatSession"/>. Exact because all events of a session come through its user's one stream, fetched for exclusive writing.</summary>
public sealed partial class SessionProjection : MultiStreamProjection<ChatSession, long>
{
    /// <summary>Sorts events by their session.</summary>
    public SessionProjection() => Identity<ISessionEvent>(e => e.SessionId);

    public override ChatSession? Evolve(ChatSession? snapshot, long id, IEvent e)
    {
        if (e.Data is not ISessionEvent change)
            return snapshot;
        if (ChatSession.Next(snapshot, e.TenantId, change) is not { } session)
            return null;
        // Where the private text lies is noted, so that a purge need not look for it in the user's whole stream.
        var internals = change is SessionCreated or SessionUpdated ? session.Internals.WithText(e.Version) : session.Internals;
        return (session with { Internals = internals }).ChangedAt(e.Version);
    }
}
