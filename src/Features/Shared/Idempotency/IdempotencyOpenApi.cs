namespace Chat.Features.Shared.Idempotency;

internal sealed class IdempotencyOpenApi : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(context.Description.HttpMethod!))
            return Task.CompletedTask;
        operation.AddHeader(
            IdempotencyMiddleware.KeyHeader,
            "Names the call, so that it can be sent again: the first answer comes again, and nothing is done twice. Unique for its user.",
            new OpenApiSchema { MinLength = 1, MaxLength = IdempotencyKey.MaxLength, Pattern = "^[ -~]+$" });
        operation.Responses ??= [];
        operation.Responses.TryAdd("409", new OpenApiResponse());
        operation.AddSuccessHeader(IdempotencyMiddleware.ReplayedHeader, Replayed);
        return Task.CompletedTask;
    }

    private static OpenApiHeader Replayed => new()
    {
        Description = "`true` on the answer of an earlier call with the same `Idempotency-Key`; absent otherwise.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["true"] },
    };
}
