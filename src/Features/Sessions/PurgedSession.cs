namespace Chat.Features.Sessions;

/// <summary>A session that is gone, with messages that nobody can reach any more and that are still to be deleted. Gone as well when they are.</summary>
public sealed record PurgedSession
{
    /// <summary>The session's id.</summary>
    public long Id { get; set; }

    /// <summary>Its messages from sequence 1 up to this one are still there.</summary>
    public long MessagesLeft { get; init; }
}
