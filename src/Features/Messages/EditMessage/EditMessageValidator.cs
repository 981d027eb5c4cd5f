namespace Chat.Features.Messages.EditMessage;

internal sealed class EditMessageValidator : AbstractValidator<EditMessageCommand>
{
    public EditMessageValidator(IOptions<ChatOptions> options)
    {
        RuleFor(command => command).Must(command => command.Content is not null || command.Metadata is not null)
            .OverridePropertyName("body").WithMessage("No updates provided");
        RuleFor(command => command.Content).NotBlank().AtMost(options.Value.LargestMessageLength);
        RuleFor(command => command.Metadata).Metadata();
    }
}
