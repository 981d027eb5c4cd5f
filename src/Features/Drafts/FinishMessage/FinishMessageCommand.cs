namespace Chat.Features.Drafts.FinishMessage;

/// <summary>Completes a message of the current user that was posted in parts. Sent again it changes nothing.</summary>
/// <param name="Metadata">Members to add to the message's metadata, or to put in place of those of the same name; null adds none.</param>
public sealed record FinishMessageCommand(JsonElement? Metadata = null) : MessageCommand, ICommand<ChatMessage>, IFromBody<FinishMessageCommand>
{
    static FinishMessageCommand IFromBody<FinishMessageCommand>.WithoutBody => new();
}
