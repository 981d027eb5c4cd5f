using Chat.Features.Shared.Configuration;
using Chat.Features.Shared.Paging;
using FluentValidation;
using Microsoft.Extensions.Options;

namespace Chat.Features.Sessions.ListSessions;

internal sealed class ListSessionsValidator : AbstractValidator<ListSessionsQuery>
{
    public ListSessionsValidator(IOptions<ChatOptions> options)
    {
        RuleFor(query => query.Page).Page();
        RuleFor(query => query.PageSize).PageSize(options.Value.MaxPageSize);
    }
}
