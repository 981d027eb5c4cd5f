namespace Chat.Features.Sessions.DeleteSession;

internal sealed class DeleteSessionValidator : AbstractValidator<DeleteSessionCommand>
{
    public DeleteSessionValidator() => RuleFor(command => command.SessionId).GreaterThan(0);
}
