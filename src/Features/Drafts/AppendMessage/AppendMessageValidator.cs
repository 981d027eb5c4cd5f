namespace Chat.Features.Drafts.AppendMessage;

internal sealed class AppendMessageValidator : AbstractValidator<AppendMessageCommand>
{
    public AppendMessageValidator(IOptions<ChatOptions> options)
    {
        RuleFor(command => command.Delta).Given().AtMost(options.Value.LargestMessageLength);
        RuleFor(command => command.Offset).GreaterThanOrEqualTo(0).WithMessage("{PropertyName} must be 0 or more");
    }
}
