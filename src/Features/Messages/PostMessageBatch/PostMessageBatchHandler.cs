namespace Chat.Features.Messages.PostMessageBatch;

internal sealed class PostMessageBatchHandler(
    IDocumentSession storage, UserStream users, MessageIds ids, CurrentUser user, Precondition precondition, IOptions<ChatOptions> options, TimeProvider time)
    : IRequestHandler<PostMessageBatchCommand, PostMessageBatchResponse>
{
    public async Task<PostMessageBatchResponse> Handle(PostMessageBatchCommand request, CancellationToken cancellationToken)
    {
        var messages = request.Messages!;
        var own = await ids.NextAsync(messages.Count, cancellationToken);
        var (stream, session) = await users.OpenForSessionAsync(request.SessionId, cancellationToken);
        precondition.Check(session.EntityTag);

        var maxLength = options.Value.MaxMessageLengthFor(session.AgentType);
        var posted = new ChatMessage[messages.Count];
        for (var i = 0; i < posted.Length; i++)
        {
            var next = PostedMessage.In(session, messages[i], user.Agent, own[i], maxLength, time.UtcNowMicroseconds(), $"messages[{i}].");
            next.Record(storage, stream, options.Value.EnableMessageHistory);
            (posted[i], session) = (next.Message, session.After([next.Event]));
        }
        return new PostMessageBatchResponse(posted);
    }
}
