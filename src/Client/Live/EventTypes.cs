namespace Chat.Client;

/// <summary>The types of events.</summary>
public static class EventTypes
{
    public const string SessionCreated = "session.created";

    /// <summary>A new session that came with messages, which have no events of their own.</summary>
    public const string SessionCopied = "session.copied";

    public const string SessionUpdated = "session.updated";
    public const string SessionDeactivated = "session.deactivated";
    public const string SessionReactivated = "session.reactivated";
    public const string SessionErased = "session.erased";
    public const string MessagePosted = "message.posted";
    public const string MessageEdited = "message.edited";
    public const string MessageFinished = "message.finished";
    public const string MessageInterrupted = "message.interrupted";
    public const string MessageJudged = "message.judged";
    public const string MessageDeleted = "message.deleted";
    public const string MessageDelta = "message.delta";
    public const string RevisionsErased = "revisions.erased";

    /// <summary>See <see cref="Client.Reset"/>.</summary>
    public const string Reset = "reset";
}
