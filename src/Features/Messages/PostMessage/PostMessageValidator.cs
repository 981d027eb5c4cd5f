using Chat.Features.Shared;
using Chat.Features.Shared.Configuration;
using Chat.Features.Shared.Validation;
using FluentValidation;
using Microsoft.Extensions.Options;

namespace Chat.Features.Messages.PostMessage;

internal sealed class PostMessageValidator : AbstractValidator<PostMessageCommand>
{
    public PostMessageValidator(IOptions<ChatOptions> options)
    {
        // The limit of the session's own agent type is the decision's: only the session knows the type.
        RuleFor(command => command.Content).AtMost(options.Value.LargestMessageLength);
        RuleFor(command => command.Content).Given().NotBlank().When(command => command.Status != PostedStatus.Streaming);
        RuleFor(command => command.AgentType).NotNull()
            .When(command => command.MessageType == MessageType.Assistant)
            .WithMessage("{PropertyName} must be given for an assistant message");
        RuleFor(command => command.Metadata).Metadata();
    }
}
