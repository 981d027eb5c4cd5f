namespace Chat.Features.Messages.PostMessage;

internal sealed class PostMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapMessages()
        .MapPost("/messages", HandleAsync)
        .WithName("PostMessage")
        .WithSummary("Adds a message to a session")
        .WithDescription("Counts, times and statistics move in the same transaction. An inactive session accepts messages and stays inactive. With the status `streaming` the content may be empty; append the rest, then finish the message.")
        .WithJsonBody<PostMessageCommand>(
            new RequestExample("Of the user", """
                {"content": "Hello, how can you help?", "message_type": "user", "metadata": {"timestamp": "2024-01-01T00:00:00Z"}}
                """),
            new RequestExample("Of an agent", """
                {"content": "I can help you with...", "message_type": "assistant", "agent_type": "primary", "metadata": {}}
                """),
            new RequestExample("An answer that will come in parts", """
                {"content": "Let me see", "message_type": "assistant", "agent_type": "primary", "status": "streaming"}
                """))
        .WithLocation()
        .WithEntityTag();

    private static async Task<Ok<ChatMessage>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId, HttpRequest request, IMediator mediator, CancellationToken token)
    {
        var id = SessionPath.Id(sessionId);
        var command = await JsonBody.ReadAsync<PostMessageCommand>(request, token);
        var message = await mediator.Send(command with { SessionId = id }, token);
        var headers = request.HttpContext.Response.Headers;
        (headers.Location, headers.ETag) = (MessagePath.To(message), message.EntityTag);
        return TypedResults.Ok(message);
    }
}
