namespace Chat.Features.Messages.PostMessage;

internal sealed class PostMessageValidator : AbstractValidator<PostMessageCommand>
{
    public PostMessageValidator(IOptions<ChatOptions> options) => this.AddNewMessageRules(options.Value);
}
