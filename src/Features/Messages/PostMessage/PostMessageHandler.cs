namespace Chat.Features.Messages.PostMessage;

internal sealed class PostMessageHandler(
    IDocumentSession storage, UserStream users, MessageIds ids, CurrentUser user, Precondition precondition, IOptions<ChatOptions> options, TimeProvider time)
    : IRequestHandler<PostMessageCommand, ChatMessage>
{
    public async Task<ChatMessage> Handle(PostMessageCommand request, CancellationToken cancellationToken)
    {
        var id = await ids.NextAsync(cancellationToken);
        var (stream, session) = await users.OpenForSessionAsync(request.SessionId, cancellationToken);
        precondition.Check(session.EntityTag);

        var maxLength = options.Value.MaxMessageLengthFor(session.AgentType);
        var posted = PostedMessage.In(session, request, user.Agent, id, maxLength, time.UtcNowMicroseconds());

        posted.Record(storage, stream, options.Value.EnableMessageHistory);
        return posted.Message;
    }
}
