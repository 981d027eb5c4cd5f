namespace Chat.Features.Drafts.FinishMessage;

internal sealed class FinishMessageValidator : AbstractValidator<FinishMessageCommand>
{
    public FinishMessageValidator() => RuleFor(command => command.Metadata).Metadata();
}
