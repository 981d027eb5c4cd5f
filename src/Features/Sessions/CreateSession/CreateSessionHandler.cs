namespace Chat.Features.Sessions.CreateSession;

internal sealed class CreateSessionHandler(
    UserStream users, ActiveSessions activeSessions, IDocumentSession storage, CurrentUser user, Precondition precondition, TimeProvider time)
    : IRequestHandler<CreateSessionCommand, SavedSession>
{
    public async Task<SavedSession> Handle(CreateSessionCommand request, CancellationToken cancellationToken)
    {
        if (user.Agent?.MayActAs(request.AgentType ?? AgentType.Primary) is false)
            throw new ForbiddenException("The agent may not create sessions of this agent_type");
        precondition.CheckNew();
        var stream = await users.OpenAsync(cancellationToken);
        var id = await storage.NextSequenceValueAsLong(ChatSession.IdSequence, cancellationToken);
        var created = Decide(request, id, time.UtcNowMicroseconds());

        var displaced = created.IsActive
            ? await activeSessions.MakeRoomAsync(stream.Aggregate, created.AgentType, id, created.At, cancellationToken)
            : [];
        stream.AppendMany([.. displaced, created]);
        return SavedSession.Of(ChatSession.Next(null, user.Id, created)!.ChangedAt(stream.CurrentVersion!.Value), displaced);
    }

    internal static SessionCreated Decide(CreateSessionCommand command, long id, DateTimeOffset at) => new(
        id,
        command.Title!,
        command.AgentType ?? AgentType.Primary,
        command.IsActive ?? true,
        command.Metadata ?? ChatJson.EmptyObject,
        at);
}
