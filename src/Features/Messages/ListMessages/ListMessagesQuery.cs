namespace Chat.Features.Messages.ListMessages;

/// <summary>Reads a page of a session's messages, or those on one side of a cursor, in ascending sequence.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Page">The page, from 1; the first when null.</param>
/// <param name="PageSize">Most messages on it.</param>
/// <param name="MessageType">Only messages of this type; null is no filter.</param>
/// <param name="AfterSequence">The oldest messages behind this place, instead of a page.</param>
/// <param name="BeforeSequence">The newest messages before this place, instead of a page.</param>
/// <param name="Limit">Most messages of a cursor.</param>
public sealed record ListMessagesQuery(
    long SessionId,
    long? Page = null,
    long? PageSize = null,
    MessageType? MessageType = null,
    long? AfterSequence = null,
    long? BeforeSequence = null,
    long? Limit = null) : IQuery<JsonAnswer>
{
    /// <summary>Messages that come when the call does not say how many.</summary>
    public const int DefaultPageSize = 50;

    /// <summary>Most messages that come.</summary>
    public const int MaxPageSize = 200;

    /// <summary>Whether there is a cursor instead of a page.</summary>
    internal bool HasCursor => AfterSequence is not null || BeforeSequence is not null;
}
