namespace Chat.Features.Messages.GetContext;

internal sealed class GetContextValidator : AbstractValidator<GetContextQuery>
{
    public GetContextValidator()
    {
        RuleFor(query => query.SessionId).GreaterThan(0);
        RuleFor(query => query.MaxTokens).InclusiveBetween(1, GetContextQuery.MostTokens)
            .WithMessage($"{{PropertyName}} must be from 1 to {GetContextQuery.MostTokens}");
    }
}
