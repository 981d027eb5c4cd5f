namespace Chat.Features.Messages.PostMessageBatch;

internal sealed class PostMessageBatchValidator : AbstractValidator<PostMessageBatchCommand>
{
    public PostMessageBatchValidator(IOptions<ChatOptions> options)
    {
        RuleFor(command => command.Messages)
            .NotNull().WithMessage("{PropertyName} must be given")
            .Must(messages => messages is null or { Count: >= 1 and <= PostMessageBatchCommand.MostMessages })
            .WithMessage($"{{PropertyName}} must hold 1 to {PostMessageBatchCommand.MostMessages} messages");
        RuleForEach(command => command.Messages)
            .NotNull().WithMessage("{PropertyName} must hold objects only")
            .ChildRules(message => message.AddNewMessageRules(options.Value));
    }
}
