namespace Chat.Features.AREA.DoThing;

internal sealed class DoThingEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapAREA()
#if (area == "Sessions")
        .MapGet("/chat-sessions/{session_id}/do-thing", (DoThingQuery query, IMediator mediator, CancellationToken token) => mediator.Send(query, token))
        .WithName("DoThing")
        .WithSummary("Counts the messages of a session")
        .WithDescription("0 before the first one.")
        .ForAgentsToo();
#elseif (area == "Messages")
        .MapGet("/messages/do-thing", (DoThingQuery query, IMediator mediator, CancellationToken token) => mediator.Send(query, token))
        .WithName("DoThing")
        .WithSummary("Counts the messages of a session")
        .WithDescription("0 before the first one.");
#elseif (area == "Drafts")
        .MapGet("/do-thing", (DoThingQuery query, IMediator mediator, CancellationToken token) => mediator.Send(query, token))
        .WithName("DoThing")
        .WithSummary("Counts the versions of a message")
        .WithDescription("1, and one more with each edit.");
#else
        .MapGet("/do-thing", (DoThingQuery query, IMediator mediator, CancellationToken token) => mediator.Send(query, token))
        .WithName("DoThing")
        .WithSummary("Counts the user's sessions")
        .WithDescription("Inactive ones as well.");
#endif
}
