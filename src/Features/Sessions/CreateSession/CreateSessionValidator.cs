namespace Chat.Features.Sessions.CreateSession;

internal sealed class CreateSessionValidator : AbstractValidator<CreateSessionCommand>
{
    public CreateSessionValidator(IOptions<ChatOptions> options)
    {
        RuleFor(command => command.Title).Given().NotBlank().AtMost(options.Value.TitleMaxLength);
        RuleFor(command => command.Metadata).Metadata();
    }
}
