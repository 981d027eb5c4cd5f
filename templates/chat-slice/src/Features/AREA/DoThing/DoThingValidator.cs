namespace Chat.Features.AREA.DoThing;

#if (area == "Statistics")
internal sealed class DoThingValidator : AbstractValidator<DoThingQuery>;
#elseif (area == "Drafts")
internal sealed class DoThingValidator : AbstractValidator<DoThingQuery>
{
    public DoThingValidator()
    {
        RuleFor(query => query.SessionId).GreaterThan(0);
        RuleFor(query => query.MessageId).GreaterThan(0);
    }
}
#else
internal sealed class DoThingValidator : AbstractValidator<DoThingQuery>
{
    public DoThingValidator() => RuleFor(query => query.SessionId).GreaterThan(0);
}
#endif
