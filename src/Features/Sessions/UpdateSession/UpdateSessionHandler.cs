using Chat.Features.Shared.Time;
using MediatR;

namespace Chat.Features.Sessions.UpdateSession;

internal sealed class UpdateSessionHandler(UserStream users, ActiveSessions activeSessions, TimeProvider time)
    : IRequestHandler<UpdateSessionCommand, SessionResponse>
{
    public async Task<SessionResponse> Handle(UpdateSessionCommand request, CancellationToken cancellationToken)
    {
        var (stream, session) = await users.OpenForSessionAsync(request.SessionId, cancellationToken);
        var at = time.UtcNowMicroseconds();
        ISessionEvent[] changes = [.. session.Change(request.Title, request.Metadata, request.IsActive, at)];

        if (changes.OfType<SessionReactivated>().Any())
            stream.AppendMany([.. await activeSessions.MakeRoomAsync(stream.Aggregate, session.AgentType, session.Id, at, cancellationToken)]);
        stream.AppendMany([.. changes]);
        return SessionResponse.Of(session.After(changes));
    }
}
