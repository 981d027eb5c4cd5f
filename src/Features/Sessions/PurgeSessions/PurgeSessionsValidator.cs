namespace Chat.Features.Sessions.PurgeSessions;

internal sealed class PurgeSessionsValidator : AbstractValidator<PurgeSessionsCommand>
{
    public PurgeSessionsValidator() => RuleFor(command => command.Before).NotEmpty();
}
