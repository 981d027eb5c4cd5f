namespace Chat.Features.Messages.JudgeMessage;

internal sealed class JudgeMessageValidator : RequestValidator<JudgeMessageCommand>
{
    public JudgeMessageValidator(IOptions<ChatOptions> options) : base(options) =>
        RuleFor(command => command.Comment).Null().When(command => command.Rating is null).WithMessage("{PropertyName} must not be given without a rating");
}
