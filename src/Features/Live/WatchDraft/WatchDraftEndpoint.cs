namespace Chat.Features.Live.WatchDraft;

internal sealed class WatchDraftEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapLive()
        .MapGet("/{session_id}/stream", HandleAsync)
        .WithName("WatchDraft")
        .WithSummary("Sends the newest streaming message of a session, as the AI SDK reads it")
        .WithDescription(
            "For `useChat({ resume: true })`: a UI-message stream, version 1. `start` names the message, deltas bring its text so far and what comes, "
            + "then `finish`, or `abort` when the message was interrupted, or `error` when its text is another one now; `[DONE]` is last. "
            + "A stream without `[DONE]` broke off: call again. A 204 when no message of the session is streaming. It counts as an event stream of the user.")
        .RequireRateLimiting(RateLimitPolicies.OpenStreams)
        .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
        .Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> HandleAsync(WatchDraftQuery query, HttpResponse response, IMediator mediator, CancellationToken token)
    {
        if (await mediator.Send(query, token) is not { } first)
            return TypedResults.NoContent();
        response.Headers["X-Vercel-AI-UI-Message-Stream"] = "v1";
        return new EventStream(first) { BreaksOff = true };
    }
}
