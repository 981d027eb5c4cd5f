using Chat.Features.Shared.Validation;
using FluentValidation;

namespace Chat.Features.Messages.FinishMessage;

internal sealed class FinishMessageValidator : AbstractValidator<FinishMessageCommand>
{
    public FinishMessageValidator() => RuleFor(command => command.Metadata).Metadata();
}
