namespace Chat.Host.Authentication;

internal sealed class ActingForOpenApi : IOpenApiOperationTransformer
{
    // Four bytes a code point, three characters a byte.
    private const int LongestEncoded = 4 * 3 * Subject.MaxCodePoints;

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<AgentsMayCall>().Any())
        {
            operation.AddHeader(
                ActingForSetup.Header,
                $"The id of the user whom an agent acts for, 1 to {Subject.MaxCodePoints} characters, percent-encoded as UTF-8 where it is not plain ASCII without `%`. "
                + "An agent must give it, a user must not.",
                new OpenApiSchema { MinLength = 1, MaxLength = LongestEncoded, Pattern = "^[ -~]+$" });
        }
        return Task.CompletedTask;
    }
}
