namespace Chat.Features.Messages.EditMessage;

internal sealed class EditMessageHandler(UserMessages messages, Precondition precondition, IOptions<ChatOptions> options, TimeProvider time)
    : IRequestHandler<EditMessageCommand, ChatMessage>
{
    public async Task<ChatMessage> Handle(EditMessageCommand request, CancellationToken cancellationToken)
    {
        var open = await messages.OpenAsync(request.SessionId, request.MessageId, cancellationToken);
        precondition.Check(open.Message.EntityTag);
        var maxLength = options.Value.MaxMessageLengthFor(open.Session.AgentType);
        return messages.Edit(open, open.Message, Decide(open.Message, request, maxLength, open.NextUpdate(time.UtcNowMicroseconds())));
    }

    // A streaming message is not edited: its agent would lose its offset.
    internal static ChatMessage Decide(ChatMessage message, EditMessageCommand command, int maxLength, DateTimeOffset at)
    {
        if (message.Status == MessageStatus.Streaming)
            throw new ConflictException("The message is streaming; finish it or give it up first");
        if (command.Content is { } content && !CodePoints.AtMost(content, maxLength))
            throw new ValidationException([new ValidationFailure("content", TextRules.TooLong("content", maxLength))]);
        return message with
        {
            Content = command.Content ?? message.Content,
            Metadata = MetadataRules.Merged(message.Metadata, command.Metadata),
            UpdatedAt = at,
        };
    }
}
