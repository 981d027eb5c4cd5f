namespace Chat.Features.Sessions.GetSession;

internal sealed class GetSessionValidator : AbstractValidator<GetSessionQuery>
{
    public GetSessionValidator() => RuleFor(query => query.SessionId).GreaterThan(0);
}
