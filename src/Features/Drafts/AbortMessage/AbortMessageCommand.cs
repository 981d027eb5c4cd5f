namespace Chat.Features.Drafts.AbortMessage;

/// <summary>Gives up a message of the current user that was posted in parts; what is there stays. Sent again it changes nothing.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="MessageId">The message.</param>
public sealed record AbortMessageCommand(long SessionId, long MessageId) : ICommand<ChatMessage>;
