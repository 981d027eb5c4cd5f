namespace Chat.Features.Sessions.DeleteSession;

internal sealed class DeleteSessionHandler(UserStream users, Precondition precondition, TimeProvider time)
    : IRequestHandler<DeleteSessionCommand, DeleteSessionResponse>
{
    public async Task<DeleteSessionResponse> Handle(DeleteSessionCommand request, CancellationToken cancellationToken)
    {
        var (stream, session) = await users.OpenForSessionAsync(request.SessionId, cancellationToken);
        precondition.Check(session.EntityTag);
        stream.AppendMany([.. session.Change(title: null, metadata: null, isActive: false, time.UtcNowMicroseconds())]);
        return new DeleteSessionResponse("Chat session deleted successfully", session.Id);
    }
}
