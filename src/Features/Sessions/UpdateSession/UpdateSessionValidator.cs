namespace Chat.Features.Sessions.UpdateSession;

internal sealed class UpdateSessionValidator : RequestValidator<UpdateSessionCommand>
{
    public UpdateSessionValidator(IOptions<ChatOptions> options) : base(options) =>
        RuleFor(command => command.NamesAField).Equal(true).OverridePropertyName("body").WithMessage("No updates provided");
}
