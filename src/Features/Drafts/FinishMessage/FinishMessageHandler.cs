namespace Chat.Features.Drafts.FinishMessage;

internal sealed class FinishMessageHandler(UserMessages messages, Precondition precondition, TimeProvider time) : IRequestHandler<FinishMessageCommand, ChatMessage>
{
    public async Task<ChatMessage> Handle(FinishMessageCommand request, CancellationToken cancellationToken)
    {
        var open = await messages.OpenAsync(request.SessionId, request.MessageId, cancellationToken);
        precondition.Check(open.Message.EntityTag);
        open.CheckNotDeleted();
        var finished = Decide(open.Message, request, open.NextUpdate(time.UtcNowMicroseconds()));
        if (open.Message.Status == MessageStatus.Streaming)
        {
            messages.Change(open, finished);
            open.Stream.AppendOne(new MessageFinished(finished.SessionId, finished.Id, finished.UpdatedAt));
            return finished;
        }
        // A complete message that was appended to: what was appended becomes a part of it. One that was not is finished already.
        return open.Draft is null ? open.Message : messages.Edit(open, open.Stored, finished);
    }

    internal static ChatMessage Decide(ChatMessage message, FinishMessageCommand command, DateTimeOffset at)
    {
        if (message.Status == MessageStatus.Interrupted)
            throw new ConflictException("The message was interrupted; post another one");
        return message with
        {
            Status = MessageStatus.Complete,
            Metadata = command.Changed(message.Metadata),
            UpdatedAt = at,
        };
    }
}
