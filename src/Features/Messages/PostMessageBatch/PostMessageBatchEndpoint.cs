namespace Chat.Features.Messages.PostMessageBatch;

internal sealed class PostMessageBatchEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapMessages()
        .MapPost("/messages/batch", HandleAsync)
        .WithName("PostMessageBatch")
        .WithSummary("Adds several messages to a session")
        .WithDescription("All of them or none, with sequences that follow each other. An error names its message, as `messages[3].content`. `Location` lists exactly these messages.")
        .WithMetadata(new CreatedLocation(), new RequestExample("A note and an answer", """
            {"messages": [
              {"content": "The user asks for the boiling point of water.", "message_type": "system", "agent_type": "primary"},
              {"content": "100 °C at sea level.", "message_type": "assistant", "agent_type": "primary", "metadata": {"tokens": 9}}
            ]}
            """));

    private static async Task<Ok<PostMessageBatchResponse>> HandleAsync(
        PostMessageBatchCommand command, HttpContext call, IMediator mediator, CancellationToken token)
    {
        var posted = await mediator.Send(command, token);
        call.SetLocation($"{SessionPath.To(command.SessionId)}/messages?after_sequence={posted.Messages[0].Sequence - 1}&limit={posted.Messages.Count}");
        return TypedResults.Ok(posted);
    }
}
