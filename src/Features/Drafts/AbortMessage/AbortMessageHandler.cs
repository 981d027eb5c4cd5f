namespace Chat.Features.Drafts.AbortMessage;

internal sealed class AbortMessageHandler(UserMessages messages, Precondition precondition, TimeProvider time) : IRequestHandler<AbortMessageCommand, ChatMessage>
{
    public async Task<ChatMessage> Handle(AbortMessageCommand request, CancellationToken cancellationToken)
    {
        var open = await messages.OpenAsync(request.SessionId, request.MessageId, cancellationToken);
        precondition.Check(open.Message.EntityTag);
        open.CheckNotDeleted();
        return open.Message.Status switch
        {
            MessageStatus.Streaming => messages.Interrupt(open, time.UtcNowMicroseconds()),
            MessageStatus.Interrupted => open.Message,
            _ => throw new ConflictException("The message is complete"),
        };
    }
}
