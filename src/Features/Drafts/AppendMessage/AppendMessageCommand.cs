namespace Chat.Features.Drafts.AppendMessage;

/// <summary>Adds text to the end of a message of the current user.</summary>
/// <param name="Delta">The text, kept exactly as it is; may be empty, which only tells that more is to come.</param>
/// <param name="Offset">Code points of the message that the caller knows of; null adds the text wherever the message ends.</param>
public sealed record AppendMessageCommand(string? Delta, long? Offset = null)
    : MessageCommand, ICommand<AppendMessageResponse>, IFromBody<AppendMessageCommand>
{
    private const int MostAtOnce = 4;

    // Appends to one message run one after another.
    int? ICommand.ConcurrencyKey => (int)(MessageId % MostAtOnce);
}
