namespace Chat.Features.Sessions.ListSessions;

internal sealed class ListSessionsValidator : RequestValidator<ListSessionsQuery>
{
    public ListSessionsValidator(IOptions<ChatOptions> options) : base(options)
    {
        RuleFor(query => query.Page).Null().When(query => query.IsWalk).WithMessage("{PropertyName} must not be given with a cursor");
        RuleFor(query => query.PageSize).Null().When(query => query.IsWalk).WithMessage("{PropertyName} must not be given with a cursor");
        RuleFor(query => query.After).Must(after => string.IsNullOrEmpty(after) || SessionCursor.Read(after) is not null)
            .WithMessage("{PropertyName} must be the next_cursor of an earlier answer");
    }
}
