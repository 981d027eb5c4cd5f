namespace Chat.Features.Messages;

/// <summary>Whether a message comes whole.</summary>
public enum PostedStatus
{
    /// <summary>It does (<c>complete</c>).</summary>
    Complete,

    /// <summary>More will be appended to it (<c>streaming</c>).</summary>
    Streaming,
}
