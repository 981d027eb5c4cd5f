namespace Chat.Features.Transfer;

/// <summary>A session to be stored, with its messages.</summary>
public sealed class SpooledSession
{
    internal SpooledSession(long id, SourceSession session, SessionSpool messages) => (Id, Session, Messages) = (id, session, messages);

    internal long Id { get; }

    internal SourceSession Session { get; }

    internal SessionSpool Messages { get; }

    /// <summary>The time of the last message, as of a session whose messages were posted.</summary>
    internal DateTimeOffset LastMessageAt => Messages.LastMessageAt ?? Session.CreatedAt;
}
