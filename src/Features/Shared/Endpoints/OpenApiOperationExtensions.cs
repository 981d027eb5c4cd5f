namespace Chat.Features.Shared.Endpoints;

/// <summary>Adds headers to operations.</summary>
public static class OpenApiOperationExtensions
{
    /// <summary>Adds a header that a call may have.</summary>
    public static void AddHeader(this OpenApiOperation operation, string name, string description, OpenApiSchema? schema = null)
    {
        schema ??= new OpenApiSchema();
        schema.Type = JsonSchemaType.String;
        operation.Parameters!.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Header, Description = description, Schema = schema });
    }

    /// <summary>Adds a header to each successful answer.</summary>
    public static void AddSuccessHeader(this OpenApiOperation operation, string name, OpenApiHeader header)
    {
        foreach (var success in operation.Responses!.Where(answer => answer.Key.StartsWith('2')).Select(answer => answer.Value).OfType<OpenApiResponse>())
            (success.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal))[name] = header;
    }
}
