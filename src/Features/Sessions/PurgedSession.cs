namespace Chat.Features.Sessions;

/// <summary>A removed session whose messages are still being deleted.</summary>
public sealed record PurgedSession
{
    /// <summary>The session's id.</summary>
    public long Id { get; set; }

    /// <summary>The messages from sequence 1 up to this one still exist.</summary>
    public long MessagesLeft { get; init; }
}
