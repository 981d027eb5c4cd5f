namespace Chat.Features.Drafts.AppendMessage;

internal sealed class AppendMessageValidator : RequestValidator<AppendMessageCommand>
{
    public AppendMessageValidator(IOptions<ChatOptions> options) : base(options)
    {
        RuleFor(command => command.Delta).AtMost(options.Value.LargestMessageLength);
        RuleFor(command => command.Offset).GreaterThanOrEqualTo(0).WithMessage("{PropertyName} must be 0 or more");
    }
}
