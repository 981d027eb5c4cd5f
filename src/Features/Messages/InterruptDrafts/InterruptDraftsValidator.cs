using FluentValidation;

namespace Chat.Features.Messages.InterruptDrafts;

internal sealed class InterruptDraftsValidator : AbstractValidator<InterruptDraftsCommand>
{
    public InterruptDraftsValidator() => RuleFor(command => command.Before).NotEmpty();
}
