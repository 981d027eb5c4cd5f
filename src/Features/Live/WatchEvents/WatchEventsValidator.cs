namespace Chat.Features.Live.WatchEvents;

internal sealed class WatchEventsValidator : AbstractValidator<WatchEventsQuery>
{
    public WatchEventsValidator()
    {
        RuleFor(query => query.SessionId).GreaterThan(0);
        RuleFor(query => query.Seen!.Version).InclusiveBetween(0, PagingRules.LastPage).When(query => query.Seen is not null)
            .OverridePropertyName("after").WithMessage($"after must be from 0 to {PagingRules.LastPage}");
    }
}
