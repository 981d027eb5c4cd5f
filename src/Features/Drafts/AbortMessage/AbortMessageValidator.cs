namespace Chat.Features.Drafts.AbortMessage;

internal sealed class AbortMessageValidator : AbstractValidator<AbortMessageCommand>
{
    public AbortMessageValidator()
    {
        RuleFor(command => command.SessionId).GreaterThan(0);
        RuleFor(command => command.MessageId).GreaterThan(0);
    }
}
