namespace Chat.Features.Messages.GetMessage;

internal sealed class GetMessageHandler(IQuerySession storage, CurrentUser user, IOptions<ChatOptions> options)
    : IRequestHandler<GetMessageQuery, ChatMessage>
{
    // A message that waits to be purged has no session, and is not there for anybody.
    private const string Message = $"""
        select ({MessageSql.Json})::jsonb from mt_doc_chatmessage m
        where m.tenant_id = ? and m.id = ? and m.session_id = ?
          and exists (select from mt_doc_chatsession s where s.tenant_id = ? and s.id = ?)
        """;

    public async Task<ChatMessage> Handle(GetMessageQuery request, CancellationToken cancellationToken)
    {
        var (session, id) = (request.SessionId, request.MessageId);
        var found = options.Value.EnableMessageHistory
            ? await storage.DocumentsAsync<ChatMessage>(Message, cancellationToken, user.Id, session, user.Id, id, session, user.Id, session)
            : [];
        if (found is [var message])
            return message;
        throw await storage.HasSessionAsync(session, cancellationToken) ? MessagePath.NotFound() : SessionPath.NotFound();
    }
}
