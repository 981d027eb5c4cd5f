namespace Chat.Features.Drafts.AbortMessage;

/// <summary>Gives up a message of the current user that was posted in parts; what is there stays. Sent again it changes nothing.</summary>
public sealed record AbortMessageCommand([FromRoute] long SessionId, [FromRoute] long MessageId) : ICommand<ChatMessage>, IFromUrl<AbortMessageCommand>;
