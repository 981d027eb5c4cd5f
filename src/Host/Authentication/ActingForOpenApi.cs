namespace Chat.Host.Authentication;

internal sealed class ActingForOpenApi : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<AgentsMayCall>().Any())
        {
            operation.AddHeader(
                ActingForSetup.Header,
                "The user whom an agent acts for. An agent must give it, a user must not.",
                new OpenApiSchema { MinLength = 1, MaxLength = Subject.MaxCodePoints });
        }
        return Task.CompletedTask;
    }
}
