namespace Chat.Features.Messages.ListMessages;

internal sealed class ListMessagesValidator : AbstractValidator<ListMessagesQuery>
{
    public ListMessagesValidator()
    {
        RuleFor(query => query.SessionId).GreaterThan(0);
        RuleFor(query => query.Page).Page();
        RuleFor(query => query.PageSize).PageSize(ListMessagesQuery.MaxPageSize);
        RuleFor(query => query.AfterSequence).Within(0, PagingRules.LastPage);
        RuleFor(query => query.BeforeSequence).Within(1, PagingRules.LastPage);
        RuleFor(query => query.Limit).PageSize(ListMessagesQuery.MaxPageSize);
        RuleFor(query => query.BeforeSequence).Null().When(query => query.AfterSequence is not null)
            .WithMessage("{PropertyName} must not be given with after_sequence");
        RuleFor(query => query.Page).Null().When(query => query.HasCursor).WithMessage("{PropertyName} must not be given with a cursor");
        RuleFor(query => query.PageSize).Null().When(query => query.HasCursor).WithMessage("{PropertyName} must not be given with a cursor");
    }
}
