namespace Chat.Features.Shared.EntityTags;

internal sealed class EntityTagsOpenApi : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isTagged = metadata.OfType<EntityTagged>().Any();
        var isRead = HttpMethods.IsGet(context.Description.HttpMethod!);
        operation.Responses ??= [];
        if (isRead && isTagged)
        {
            operation.AddHeader("If-None-Match", "Entity tags, or `*`: when the answer has one of them, it is a 304 without a body.");
            operation.Responses.Add("304", Known);
        }
        if (!isRead)
            operation.AddHeader("If-None-Match", "Entity tags, or `*`: if one of them is that of what the call would change, nothing is changed and the answer is a 412.");
        operation.AddHeader("If-Match", "Entity tags, or `*`: unless one of them is that of the state, nothing is changed or answered but a 412.");
        operation.Responses.TryAdd("412", new OpenApiResponse());
        if (isTagged)
            operation.AddSuccessHeader("ETag", EntityTag);
        return Task.CompletedTask;
    }

    private static OpenApiHeader EntityTag => new()
    {
        Description = "The state that is answered; another one with every change. Absent while a message that comes with the session is streaming.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^\"[0-9-]+\"$" },
    };

    private static OpenApiResponse Known => new()
    {
        Description = "The client has this state already, as `If-None-Match` says",
        Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal) { ["ETag"] = EntityTag },
    };
}
