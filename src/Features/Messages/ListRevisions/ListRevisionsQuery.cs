namespace Chat.Features.Messages.ListRevisions;

/// <summary>Reads a page of the earlier versions of a message, oldest first.</summary>
public sealed record ListRevisionsQuery(
    [FromRoute] long SessionId,
    [FromRoute] long MessageId,
    [Description("The page."), Range(1, Bounds.MaxSafeInteger)] long Page = 1,
    [Description("Most versions on a page."), Range(1, 200)] long PageSize = 50)
    : IQuery<JsonList>, IFromUrl<ListRevisionsQuery>;
