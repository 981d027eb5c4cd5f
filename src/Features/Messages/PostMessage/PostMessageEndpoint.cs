namespace Chat.Features.Messages.PostMessage;

internal sealed class PostMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapMessages()
        .MapPost("/messages", HandleAsync)
        .WithName("PostMessage")
        .WithSummary("Adds a message to a session")
        .WithDescription("Counts, times and statistics move in the same transaction. An inactive session accepts messages and stays inactive. With the status `streaming` the content may be empty; append the rest, then finish the message. It may be empty as well where `metadata` has `tool_calls` or `tool_call_id`.")
        .WithMetadata(
            new CreatedLocation(),
            new RequestExample("Of the user", """
                {"content": "Hello, how can you help?", "message_type": "user", "metadata": {"timestamp": "2024-01-01T00:00:00Z"}}
                """),
            new RequestExample("Of an agent", """
                {"content": "I can help you with...", "message_type": "assistant", "agent_type": "primary", "metadata": {}}
                """),
            new RequestExample("An answer that will come in parts", """
                {"content": "Let me see", "message_type": "assistant", "agent_type": "primary", "status": "streaming"}
                """));

    private static async Task<OkWithETag<ChatMessage>> HandleAsync(PostMessageCommand command, IMediator mediator, CancellationToken token)
    {
        var message = await mediator.Send(command, token);
        return new(message, message.EntityTag, MessagePath.To(message));
    }
}
