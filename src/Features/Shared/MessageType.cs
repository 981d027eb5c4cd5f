namespace Chat.Features.Shared;

/// <summary>Who speaks in a message; on the wire the lower-case words of the specification.</summary>
public enum MessageType
{
    /// <summary><c>user</c>.</summary>
    User,

    /// <summary><c>assistant</c>: an agent, whose type the message names.</summary>
    Assistant,

    /// <summary><c>system</c>: an instruction.</summary>
    System,
}
