namespace Chat.Features.Messages.GetMessage;

internal sealed class GetMessageValidator : AbstractValidator<GetMessageQuery>
{
    public GetMessageValidator()
    {
        RuleFor(query => query.SessionId).GreaterThan(0);
        RuleFor(query => query.MessageId).GreaterThan(0);
    }
}
