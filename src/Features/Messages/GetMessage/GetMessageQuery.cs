namespace Chat.Features.Messages.GetMessage;

/// <summary>Reads a message of the current user, with what was appended to it so far.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="MessageId">The message.</param>
public sealed record GetMessageQuery(long SessionId, long MessageId) : IQuery<ChatMessage>;
