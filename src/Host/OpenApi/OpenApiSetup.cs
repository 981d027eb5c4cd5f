using System.Text.Json.Serialization.Metadata;

namespace Chat.Host.OpenApi;

/// <summary>The OpenAPI 3.1 document, made from the endpoints and what they say about themselves.</summary>
internal static class OpenApiSetup
{
    public static void AddOpenApiDocument(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenApi("v1", document =>
        {
            document.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            document.CreateSchemaReferenceId = NameOf;
            document.AddSchemaTransformer<WireSchemas>();
            document.AddOperationTransformer<Operations>();
            document.AddChatFeatures();
            document.AddOperationTransformer<ActingForOpenApi>();
            document.AddOperationTransformer<Answers>();
            document.AddDocumentTransformer<Overview>();
        });
    }

    /// <summary>Anonymous, and made once a minute at most. A pattern with the document's name would answer unknown names in plain text.</summary>
    public static void MapOpenApiDocument(this WebApplication app) => app.MapOpenApi("/openapi/v1.json").AllowAnonymous().CacheOutput();

    /// <summary>Components are named for readers who see only the wire; metadata that may be null has its schema in place.</summary>
    private static string? NameOf(JsonTypeInfo type) =>
        type.Type == typeof(JsonElement) ? "Metadata"
        : type.Type == typeof(JsonElement?) ? null
        : OpenApiOptions.CreateDefaultSchemaReferenceId(type)?.Replace("Command", "Request", StringComparison.Ordinal);
}
