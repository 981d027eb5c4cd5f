namespace Chat.Features.Messages;

/// <summary>The status that a message is posted with.</summary>
public enum PostedStatus
{
    /// <summary><c>complete</c>.</summary>
    Complete,

    /// <summary><c>streaming</c>: more will be appended.</summary>
    Streaming,
}
