namespace Chat.Features.AREA.DoThing;

#if (area == "Statistics")
internal sealed class DoThingHandler(IQuerySession storage, CurrentUser user) : IRequestHandler<DoThingQuery, DoThingResponse>
{
    public async Task<DoThingResponse> Handle(DoThingQuery request, CancellationToken cancellationToken)
    {
        var stats = await storage.AskAsync(batch => batch.Load<UserStats>(user.Id), cancellationToken);
        return new DoThingResponse(stats?.Agents.Values.Sum(agent => agent.Total) ?? 0);
    }
}
#elseif (area == "Drafts")
internal sealed class DoThingHandler(IQuerySession storage) : IRequestHandler<DoThingQuery, DoThingResponse>
{
    public async Task<DoThingResponse> Handle(DoThingQuery request, CancellationToken cancellationToken)
    {
        var message = await storage.AskAsync(batch => batch.Load<ChatMessage>(request.MessageId), cancellationToken);
        if (!await storage.HasSessionAsync(request.SessionId, cancellationToken))
            throw SessionPath.NotFound();
        return message?.SessionId == request.SessionId ? new DoThingResponse(message.Revision) : throw MessagePath.NotFound();
    }
}
#else
internal sealed class DoThingHandler(IQuerySession storage) : IRequestHandler<DoThingQuery, DoThingResponse>
{
    public async Task<DoThingResponse> Handle(DoThingQuery request, CancellationToken cancellationToken)
    {
        var session = await storage.AskAsync(batch => batch.Load<ChatSession>(request.SessionId), cancellationToken);
        return new DoThingResponse(session?.MessageCount ?? throw SessionPath.NotFound());
    }
}
#endif
