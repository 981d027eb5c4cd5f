namespace Chat.Features.Drafts.AppendMessage;

internal sealed class AppendMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapDrafts()
        .MapPatch("/append", HandleAsync)
        .WithName("AppendMessage")
        .WithSummary("Adds text to the end of a message")
        .WithDescription("A 200 means durable. With an offset, the same text sent again at the same place adds nothing; any other place is a 409 with the true length.")
        .WithMetadata(
            RateLimitBucket.Appends,
            new RequestExample("At the end", """{"delta": " And one word more."}"""),
            new RequestExample("At a place", """{"delta": "The first words", "offset": 0}"""))
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<OkWithETag<AppendMessageResponse>> HandleAsync(AppendMessageCommand command, IMediator mediator, CancellationToken token)
    {
        var grown = await mediator.Send(command, token);
        return new(grown, ChatMessage.EntityTagOf(grown.Revision, grown.UpdatedAt));
    }
}
