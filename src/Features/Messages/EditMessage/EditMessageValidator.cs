namespace Chat.Features.Messages.EditMessage;

internal sealed class EditMessageValidator : RequestValidator<EditMessageCommand>
{
    public EditMessageValidator(IOptions<ChatOptions> options) : base(options) =>
        RuleFor(command => command).Must(command => command.Content is not null || command.Metadata is not null)
            .OverridePropertyName("body").WithMessage("No updates provided");
}
