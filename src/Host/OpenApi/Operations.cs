using System.Text.Json.Nodes;

namespace Chat.Host.OpenApi;

internal sealed class Operations : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        // Ids, pages and cursors come before filters.
        operation.Parameters = [.. metadata.OfType<RequestParameter>().OrderBy(parameter => parameter.Bounds is null).Select(Parameter)];
        AddExamples(operation, metadata.OfType<RequestExample>());
        if (metadata.OfType<CreatedLocation>().Any())
            operation.AddSuccessHeader("Location", Location);
        operation.Security = metadata.OfType<IAllowAnonymous>().Any()
            ? []
            : [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Overview.Bearer, context.Document)] = [] }];
        return Task.CompletedTask;
    }

    private static IOpenApiParameter Parameter(RequestParameter parameter)
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.String };
        WireSchemas.Shape(schema, parameter.Type);
        WireSchemas.Bound(schema, parameter.Bounds);
        if (parameter.Type == typeof(long) && parameter.Bounds?.Maximum <= int.MaxValue)
            schema.Format = "int32";
        schema.Default = JsonSerializer.SerializeToNode(parameter.Default);
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = parameter.IsInPath ? ParameterLocation.Path : ParameterLocation.Query,
            Required = parameter.IsRequired,
            Description = parameter.Description,
            Schema = schema,
        };
    }

    private static void AddExamples(OpenApiOperation operation, IEnumerable<RequestExample> examples)
    {
        operation.RequestBody?.Content?.Remove("*/*"); // For the routing of empty bodies only.
        foreach (var media in operation.RequestBody?.Content?.Values ?? [])
        {
            media.Examples = examples.ToDictionary(
                example => example.Name,
                IOpenApiExample (example) => new OpenApiExample { Summary = example.Name, Value = JsonNode.Parse(example.Json) },
                StringComparer.Ordinal);
        }
    }

    private static OpenApiHeader Location => new()
    {
        Description = "The address of what was created.",
        Required = true,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
