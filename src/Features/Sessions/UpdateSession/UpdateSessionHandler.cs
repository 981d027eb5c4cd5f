namespace Chat.Features.Sessions.UpdateSession;

internal sealed class UpdateSessionHandler(UserStream users, ActiveSessions activeSessions, Precondition precondition, TimeProvider time)
    : IRequestHandler<UpdateSessionCommand, SavedSession>
{
    public async Task<SavedSession> Handle(UpdateSessionCommand request, CancellationToken cancellationToken)
    {
        var (stream, session) = await users.OpenForSessionAsync(request.SessionId, cancellationToken);
        precondition.Check(session.EntityTag);
        var at = time.UtcNowMicroseconds();
        ISessionEvent[] changes = [.. session.Change(request.Title, request.Metadata, request.IsActive, at)];

        var displaced = changes.OfType<SessionReactivated>().Any()
            ? await activeSessions.MakeRoomAsync(stream.Aggregate, session.AgentType, session.Id, at, cancellationToken)
            : [];
        stream.AppendMany([.. displaced, .. changes]);
        return SavedSession.Of(changes.Length == 0 ? session : session.After(changes).ChangedAt(stream.CurrentVersion!.Value), displaced);
    }
}
