namespace Chat.Features.Messages.ListMessages;

/// <summary>Reads a page of a session's messages, or those before or behind a cursor, in ascending sequence.</summary>
public sealed record ListMessagesQuery(
    [FromRoute] long SessionId,
    [Description("The page."), Range(1, Bounds.MaxSafeInteger), DefaultValue(1)] long? Page = null,
    [Description("Most messages on a page."), Range(1, 200), DefaultValue(ListMessagesQuery.DefaultPageSize)] long? PageSize = null,
    [Description("Only messages of this type.")] MessageType? MessageType = null,
    [Description("The oldest messages behind this sequence, instead of a page."), Range(0, Bounds.MaxSafeInteger)] long? AfterSequence = null,
    [Description("The newest messages before this sequence, instead of a page."), Range(1, Bounds.MaxSafeInteger)] long? BeforeSequence = null,
    [Description("Most messages of a cursor; not looked at without one."), Range(1, 200), DefaultValue(ListMessagesQuery.DefaultPageSize)] long? Limit = null)
    : IQuery<JsonList>, IFromUrl<ListMessagesQuery>
{
    /// <summary>The default of both sizes.</summary>
    public const int DefaultPageSize = 50;

    /// <summary>Most messages of a cursor; null without one.</summary>
    public long? Limit { get; init; } = AfterSequence is null && BeforeSequence is null ? null : Limit;

    internal bool HasCursor => AfterSequence is not null || BeforeSequence is not null;
}
