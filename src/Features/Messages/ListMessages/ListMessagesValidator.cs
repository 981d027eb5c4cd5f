using Chat.Features.Shared.Paging;
using FluentValidation;

namespace Chat.Features.Messages.ListMessages;

internal sealed class ListMessagesValidator : AbstractValidator<ListMessagesQuery>
{
    public ListMessagesValidator()
    {
        RuleFor(query => query.SessionId).GreaterThan(0);
        RuleFor(query => query.Page).Page();
        RuleFor(query => query.PageSize).PageSize(ListMessagesQuery.MaxPageSize);
    }
}
