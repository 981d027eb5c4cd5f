namespace Chat.Features.Messages.ListMessages;

internal sealed class ListMessagesValidator : RequestValidator<ListMessagesQuery>
{
    public ListMessagesValidator(IOptions<ChatOptions> options) : base(options)
    {
        RuleFor(query => query.BeforeSequence).Null().When(query => query.AfterSequence is not null)
            .WithMessage("{PropertyName} must not be given with after_sequence");
        RuleFor(query => query.Page).Null().When(query => query.HasCursor).WithMessage("{PropertyName} must not be given with a cursor");
        RuleFor(query => query.PageSize).Null().When(query => query.HasCursor).WithMessage("{PropertyName} must not be given with a cursor");
    }
}
