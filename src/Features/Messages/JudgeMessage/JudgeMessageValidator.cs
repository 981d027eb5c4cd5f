namespace Chat.Features.Messages.JudgeMessage;

internal sealed class JudgeMessageValidator : AbstractValidator<JudgeMessageCommand>
{
    public JudgeMessageValidator()
    {
        RuleFor(command => command.Comment).AtMost(MessageFeedback.MostOfComment);
        RuleFor(command => command.Comment).Null().When(command => command.Rating is null).WithMessage("{PropertyName} must not be given without a rating");
    }
}
