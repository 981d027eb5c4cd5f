namespace Chat.Features.Drafts.FinishMessage;

/// <summary>Completes a message of the current user that was posted in parts. Sent again it changes nothing.</summary>
/// <param name="Metadata">Members to add, to replace or, if null, to remove; or a whole object in the place of the old.</param>
public sealed record FinishMessageCommand(JsonElement? Metadata = null)
    : MessageChange(Metadata), ICommand<ChatMessage>, IFromBody<FinishMessageCommand>
{
    static FinishMessageCommand IFromBody<FinishMessageCommand>.WithoutBody => new();
}
