namespace Chat.Features.Sessions;

/// <summary>Keeps <see cref="ChatSession"/>. Exact, since all events of a session are in one stream that is locked for writing.</summary>
public sealed partial class SessionProjection : MultiStreamProjection<ChatSession, long>
{
    /// <summary>Groups events by session.</summary>
    public SessionProjection() => Identity<ISessionEvent>(e => e.SessionId);

    public override ChatSession? Evolve(ChatSession? snapshot, long id, IEvent e)
    {
        if (e.Data is not ISessionEvent change)
            return snapshot;
        if (ChatSession.Next(snapshot, e.TenantId, change) is not { } session)
            return null;
        // Versions of events with private text, so that a purge need not scan the stream.
        var internals = change is ISessionText ? session.Internals.WithText(e.Version) : session.Internals;
        return (session with { Internals = internals }).ChangedAt(e.Version);
    }
}
