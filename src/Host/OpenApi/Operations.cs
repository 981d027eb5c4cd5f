using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Chat.Host.OpenApi;

/// <summary>Completes each operation with what its endpoint's metadata says: parameters, examples, who may call it.</summary>
internal sealed class Operations : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters = [.. PathParameters(context), .. metadata.OfType<QueryParameter>().Select(Parameter)];
        AddExamples(operation, metadata.OfType<RequestExample>());
        if (metadata.OfType<CreatedLocation>().Any())
            operation.AddSuccessHeader("Location", Location);
        operation.Security = metadata.OfType<IAllowAnonymous>().Any()
            ? []
            : [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Overview.Bearer, context.Document)] = [] }];
        return Task.CompletedTask;
    }

    private static IEnumerable<OpenApiParameter> PathParameters(OpenApiOperationTransformerContext context) =>
        context.Description.RelativePath!.Split('/').Where(part => part.StartsWith('{')).Select(part => new OpenApiParameter
        {
            Name = part.Trim('{', '}').Split(':')[0],
            In = ParameterLocation.Path,
            Required = true,
            Description = part.Contains("message", StringComparison.Ordinal) ? "The message's id." : "The session's id.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "1", Maximum = Text(WireSchemas.MaxId) },
        });

    private static OpenApiParameter Parameter(QueryParameter query)
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.String };
        WireSchemas.Shape(schema, query.Type);
        (schema.Minimum, schema.Maximum, schema.Default) = (Text(query.Minimum), Text(query.Maximum), Default(query.Default));
        if (query.Words is { } words)
            schema.Enum = [.. words.Select(word => (JsonNode)word)];
        return new OpenApiParameter
        {
            Name = query.Name,
            In = ParameterLocation.Query,
            Required = query.IsRequired,
            Description = query.Description,
            Schema = schema,
        };
    }

    private static JsonValue? Default(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        int or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(value.ToString()),
    };

    private static void AddExamples(OpenApiOperation operation, IEnumerable<RequestExample> examples)
    {
        foreach (var media in operation.RequestBody?.Content?.Values ?? [])
            media.Examples = examples.ToDictionary(example => example.Name, Example, StringComparer.Ordinal);
    }

    private static OpenApiHeader Location => new()
    {
        Description = "The address of what was created.",
        Required = true,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static IOpenApiExample Example(RequestExample example) =>
        new OpenApiExample { Summary = example.Name, Value = JsonNode.Parse(example.Json) };

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
