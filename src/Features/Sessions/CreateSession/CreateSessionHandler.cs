namespace Chat.Features.Sessions.CreateSession;

internal sealed class CreateSessionHandler(
    UserStream users, ActiveSessions activeSessions, IDocumentSession storage, CurrentUser user, TimeProvider time)
    : IRequestHandler<CreateSessionCommand, ChatSession>
{
    public async Task<ChatSession> Handle(CreateSessionCommand request, CancellationToken cancellationToken)
    {
        if (user.Agent?.MayActAs(request.AgentType ?? AgentType.Primary) is false)
            throw new ForbiddenException("The agent may not create sessions of this agent_type");
        var stream = await users.OpenAsync(cancellationToken);
        var id = await storage.NextSequenceValueAsLong(ChatSession.IdSequence, cancellationToken);
        var created = Decide(request, id, time.UtcNowMicroseconds());

        if (created.IsActive)
            stream.AppendMany([.. await activeSessions.MakeRoomAsync(stream.Aggregate, created.AgentType, id, created.At, cancellationToken)]);
        stream.AppendOne(created);
        return ChatSession.Next(null, user.Id, created)!.ChangedAt(stream.CurrentVersion!.Value);
    }

    internal static SessionCreated Decide(CreateSessionCommand command, long id, DateTimeOffset at) => new(
        id,
        command.Title!,
        command.AgentType ?? AgentType.Primary,
        command.IsActive ?? true,
        command.Metadata ?? ChatJson.EmptyObject,
        at);
}
