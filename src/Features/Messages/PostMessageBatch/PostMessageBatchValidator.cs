namespace Chat.Features.Messages.PostMessageBatch;

internal sealed class PostMessageBatchValidator : RequestValidator<PostMessageBatchCommand>
{
    public PostMessageBatchValidator(IOptions<ChatOptions> options) : base(options) => RuleForEach(command => command.Messages)
        .NotNull().WithMessage("{PropertyName} must hold objects only")
        .ChildRules(message => message.AddNewMessageRules(options.Value));
}
