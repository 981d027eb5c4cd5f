namespace Chat.Features.Messages.GetMessage;

internal sealed class GetMessageHandler(IQuerySession storage, CurrentUser user, IOptions<ChatOptions> options)
    : IRequestHandler<GetMessageQuery, ChatMessage>
{
    private static readonly SqlStatement Message = SqlStatement.Load("GetMessage");

    public async Task<ChatMessage> Handle(GetMessageQuery request, CancellationToken cancellationToken)
    {
        var (session, id) = (request.SessionId, request.MessageId);
        var found = options.Value.EnableMessageHistory
            ? await storage.DocumentsAsync<ChatMessage>(Message, cancellationToken, ("tenant", user.Id), ("session", session), ("message", id))
            : [];
        if (found is [var message])
            return message;
        throw await storage.HasSessionAsync(session, cancellationToken) ? MessagePath.NotFound() : SessionPath.NotFound();
    }
}
