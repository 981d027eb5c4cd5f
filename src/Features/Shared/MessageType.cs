namespace Chat.Features.Shared;

/// <summary>Who speaks in a message; on the wire the lower-case words of the specification.</summary>
public enum MessageType
{
    /// <summary>The user (<c>user</c>).</summary>
    User,

    /// <summary>An agent (<c>assistant</c>); such a message names its agent type.</summary>
    Assistant,

    /// <summary>An instruction (<c>system</c>).</summary>
    System,
}
