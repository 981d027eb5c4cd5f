namespace Chat.Features.Sessions.DeleteSession;

internal sealed class DeleteSessionHandler(UserStream users, SessionErasure erasure, Precondition precondition, TimeProvider time)
    : IRequestHandler<DeleteSessionCommand, DeleteSessionResponse>
{
    public async Task<DeleteSessionResponse> Handle(DeleteSessionCommand request, CancellationToken cancellationToken)
    {
        var (stream, session) = await users.OpenForSessionAsync(request.SessionId, cancellationToken);
        precondition.Check(session.EntityTag);
        var at = time.UtcNowMicroseconds();
        if (request.Permanent)
        {
            stream.AppendMany(await erasure.EraseAsync([session], at, cancellationToken));
            return new DeleteSessionResponse("Chat session erased", session.Id, session.MessageCount);
        }
        stream.AppendMany([.. session.Change(title: null, metadata: null, isActive: false, at)]);
        return new DeleteSessionResponse("Chat session deleted successfully", session.Id);
    }
}
