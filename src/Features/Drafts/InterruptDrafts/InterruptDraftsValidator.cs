namespace Chat.Features.Drafts.InterruptDrafts;

internal sealed class InterruptDraftsValidator : AbstractValidator<InterruptDraftsCommand>
{
    public InterruptDraftsValidator() => RuleFor(command => command.Before).NotEmpty();
}
