using FluentValidation;

namespace Chat.Features.Live.WatchEvents;

internal sealed class WatchEventsValidator : AbstractValidator<WatchEventsQuery>
{
    public WatchEventsValidator()
    {
        RuleFor(query => query.SessionId).GreaterThan(0);
        RuleFor(query => query.Seen!.Version).GreaterThanOrEqualTo(0).When(query => query.Seen is not null);
    }
}
