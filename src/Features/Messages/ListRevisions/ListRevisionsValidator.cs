namespace Chat.Features.Messages.ListRevisions;

internal sealed class ListRevisionsValidator : AbstractValidator<ListRevisionsQuery>
{
    public ListRevisionsValidator()
    {
        RuleFor(query => query.SessionId).GreaterThan(0);
        RuleFor(query => query.MessageId).GreaterThan(0);
        RuleFor(query => query.Page).Page();
        RuleFor(query => query.PageSize).PageSize(ListRevisionsQuery.MaxPageSize);
    }
}
