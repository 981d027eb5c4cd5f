namespace Chat.Features.Messages.EditMessage;

/// <summary>Changes a message of the current user; null leaves what is there. The message as it was stays readable.</summary>
/// <param name="Content">Another text: more than white space, at most <c>CHAT_MESSAGE_MAX_LENGTH</c> code points.</param>
/// <param name="Metadata">Members to add, to replace or, if null, to remove; or a whole object in the place of the old.</param>
public sealed record EditMessageCommand(
    [UpToSetting(nameof(ChatOptions.LargestMessageLength))] string? Content = null, JsonElement? Metadata = null)
    : MessageChange(Metadata), ICommand<ChatMessage>, IFromBody<EditMessageCommand>;
