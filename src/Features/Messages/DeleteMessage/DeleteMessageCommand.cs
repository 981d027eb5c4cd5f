namespace Chat.Features.Messages.DeleteMessage;

/// <summary>Removes the text of a message of the current user for good; the message stays in its place. Sent again it changes nothing.</summary>
public sealed record DeleteMessageCommand([FromRoute] long SessionId, [FromRoute] long MessageId) : ICommand<ChatMessage>, IFromUrl<DeleteMessageCommand>;
