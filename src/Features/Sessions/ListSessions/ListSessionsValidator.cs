namespace Chat.Features.Sessions.ListSessions;

internal sealed class ListSessionsValidator : AbstractValidator<ListSessionsQuery>
{
    public ListSessionsValidator(IOptions<ChatOptions> options)
    {
        RuleFor(query => query.Page).Page();
        RuleFor(query => query.PageSize).PageSize(options.Value.MaxPageSize);
    }
}
