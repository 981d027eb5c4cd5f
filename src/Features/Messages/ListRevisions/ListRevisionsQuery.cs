namespace Chat.Features.Messages.ListRevisions;

/// <summary>Reads a page of the earlier versions of a message, oldest first.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="MessageId">The message.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="PageSize">Most versions on it.</param>
public sealed record ListRevisionsQuery(long SessionId, long MessageId, long Page, long PageSize) : IQuery<JsonPage>
{
    /// <summary>Versions on a page when the call does not say.</summary>
    public const int DefaultPageSize = 50;

    /// <summary>Most versions on a page.</summary>
    public const int MaxPageSize = 200;
}
