namespace Chat.Features.Messages;

/// <summary>The structure of a message to be added.</summary>
internal static class NewMessageRules
{
    internal static void AddNewMessageRules<T>(this AbstractValidator<T> validator, ChatOptions options) where T : NewMessage
    {
        // The handler checks the limit of the session's agent type.
        validator.RuleFor(message => message.Content).AtMost(options.LargestMessageLength);
        validator.RuleFor(message => message.Content).NotNull().WithMessage("{PropertyName} must be given")
            .Must(content => content is null || !string.IsNullOrWhiteSpace(content)).WithMessage("{PropertyName} must hold more than white space")
            .When(message => message.Status != PostedStatus.Streaming && !message.IsToolTurn);
        validator.RuleFor(message => message.Role).Null().When(message => message.MessageType is null).WithMessage("{PropertyName} is no member of a message; use message_type");
        validator.RuleFor(message => message.AgentType).NotNull()
            .When(message => message.MessageType == MessageType.Assistant)
            .WithMessage("{PropertyName} must be given for an assistant message");
        validator.RuleFor(message => message.Metadata).Metadata();
    }
}
