namespace Chat.Features.Messages.DeleteMessage;

internal sealed class DeleteMessageHandler(UserMessages messages, IDocumentSession storage, Precondition precondition, TimeProvider time)
    : IRequestHandler<DeleteMessageCommand, ChatMessage>
{
    public async Task<ChatMessage> Handle(DeleteMessageCommand request, CancellationToken cancellationToken)
    {
        var open = await messages.OpenAsync(request.SessionId, request.MessageId, cancellationToken);
        precondition.Check(open.Message.EntityTag);
        if (open.Message.Status == MessageStatus.Deleted)
            return open.Message;

        var deleted = Decide(open.Message, open.NextUpdate(time.UtcNowMicroseconds()));
        messages.Change(open, deleted);
        MessageRows.DeleteAll(storage, deleted.Id);
        if (open.Message.Feedback is not null)
            open.Stream.AppendOne(open.Judged(after: null, deleted.UpdatedAt));
        open.Stream.AppendOne(new MessageDeleted(deleted.SessionId, deleted.Id, deleted.UpdatedAt));
        return deleted;
    }

    internal static ChatMessage Decide(ChatMessage message, DateTimeOffset at) =>
        message with { Status = MessageStatus.Deleted, Content = "", Metadata = ChatJson.EmptyObject, Feedback = null, UpdatedAt = at };
}
