namespace Chat.Features.Messages;

/// <summary>Whether all of a message is there.</summary>
public enum MessageStatus
{
    /// <summary><c>complete</c>.</summary>
    Complete,

    /// <summary><c>streaming</c>: more will be appended; what is there can be read.</summary>
    Streaming,

    /// <summary><c>interrupted</c>: no more will come, and the text may be cut off.</summary>
    Interrupted,

    /// <summary><c>deleted</c>: its text was removed for good.</summary>
    Deleted,
}
