namespace Chat.Features.Messages.GetMessage;

/// <summary>Reads a message of the current user, with what was appended to it so far.</summary>
public sealed record GetMessageQuery([FromRoute] long SessionId, [FromRoute] long MessageId) : IQuery<ChatMessage>, IFromUrl<GetMessageQuery>;
