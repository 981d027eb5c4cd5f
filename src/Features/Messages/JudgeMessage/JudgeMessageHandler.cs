namespace Chat.Features.Messages.JudgeMessage;

internal sealed class JudgeMessageHandler(UserMessages messages, Precondition precondition, TimeProvider time) : IRequestHandler<JudgeMessageCommand, ChatMessage>
{
    public async Task<ChatMessage> Handle(JudgeMessageCommand request, CancellationToken cancellationToken)
    {
        var open = await messages.OpenAsync(request.SessionId, request.MessageId, cancellationToken);
        precondition.Check(open.Message.EntityTag);
        open.CheckNotDeleted();
        if (open.Message.Status == MessageStatus.Streaming)
            throw new ConflictException("The message is streaming; finish it or give it up first");
        if (request.IsSameAs(open.Message.Feedback))
            return open.Message;

        var at = open.NextUpdate(time.UtcNowMicroseconds());
        // What was appended to a complete message becomes a part of it first, as by finish.
        var message = open.Draft is null ? open.Message : messages.Edit(open, open.Stored, open.Message with { UpdatedAt = at });
        var judged = Decide(message, request, at);
        messages.Change(open, judged);
        open.Stream.AppendOne(open.Judged(judged.Feedback?.Rating, at));
        return judged;
    }

    internal static ChatMessage Decide(ChatMessage message, JudgeMessageCommand command, DateTimeOffset at) => message with
    {
        Feedback = command.Rating is { } rating ? new MessageFeedback(rating, command.Comment, at) : null,
        UpdatedAt = at,
    };
}
