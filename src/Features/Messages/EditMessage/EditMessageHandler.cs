namespace Chat.Features.Messages.EditMessage;

internal sealed class EditMessageHandler(UserMessages messages, Precondition precondition, IOptions<ChatOptions> options, TimeProvider time)
    : IRequestHandler<EditMessageCommand, ChatMessage>
{
    public async Task<ChatMessage> Handle(EditMessageCommand request, CancellationToken cancellationToken)
    {
        var open = await messages.OpenAsync(request.SessionId, request.MessageId, cancellationToken);
        precondition.Check(open.Message.EntityTag);
        open.CheckNotDeleted();
        var maxLength = options.Value.MaxMessageLengthFor(open.Session.AgentType);
        var edited = Decide(open.Message, request, maxLength, open.NextUpdate(time.UtcNowMicroseconds()));
        return edited is null ? open.Message : messages.Edit(open, open.Message, edited);
    }

    /// <summary>Null when nothing changes. A streaming message is not edited: its agent would lose its offset.</summary>
    internal static ChatMessage? Decide(ChatMessage message, EditMessageCommand command, int maxLength, DateTimeOffset at)
    {
        if (message.Status == MessageStatus.Streaming)
            throw new ConflictException("The message is streaming; finish it or give it up first");
        if (command.Content is { } content && !CodePoints.AtMost(content, maxLength))
            throw new ValidationException([new ValidationFailure("content", TextRules.TooLong("content", maxLength))]);
        var (text, metadata) = (command.Content ?? message.Content, command.Changed(message.Metadata));
        return text == message.Content && JsonElement.DeepEquals(metadata, message.Metadata)
            ? null
            : message with { Content = text, Metadata = metadata, UpdatedAt = at };
    }
}
