namespace Chat.Features.Sessions.UpdateSession;

internal sealed class UpdateSessionValidator : AbstractValidator<UpdateSessionCommand>
{
    public UpdateSessionValidator(IOptions<ChatOptions> options)
    {
        RuleFor(command => command.NamesAField).Equal(true).OverridePropertyName("body").WithMessage("No updates provided");
        RuleFor(command => command.Title).NotBlank().AtMost(options.Value.TitleMaxLength);
        RuleFor(command => command.Metadata).Metadata();
    }
}
