namespace Chat.Client;

/// <summary>Text for the end of a message. Each text comes once, also after a reconnect.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="SessionId">Its session.</param>
/// <param name="Offset">Where it begins, in code points. 0 when it is all of the text so far: then it replaces what is there.</param>
/// <param name="Delta">The text.</param>
public sealed record MessageDelta(long MessageId, long SessionId, long Offset, string Delta) : ChatEvent(null, EventTypes.MessageDelta);
