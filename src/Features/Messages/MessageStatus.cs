namespace Chat.Features.Messages;

/// <summary>Whether all of a message is there.</summary>
public enum MessageStatus
{
    /// <summary>All of it is there (<c>complete</c>).</summary>
    Complete,

    /// <summary>More is to come: what is there so far can be read at any moment (<c>streaming</c>).</summary>
    Streaming,

    /// <summary>No more will come, and what is there may be cut off (<c>interrupted</c>).</summary>
    Interrupted,
}
