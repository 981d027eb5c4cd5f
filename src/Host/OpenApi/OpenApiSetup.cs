using System.Text.Json.Serialization.Metadata;

namespace Chat.Host.OpenApi;

internal static class OpenApiSetup
{
    public static void AddOpenApiDocument(this WebApplicationBuilder builder) => builder.Services.AddOpenApi("v1", document =>
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

    /// <summary>
    /// Cached for a minute. A pattern with the document's name would answer unknown names in plain text; with locking, who waits for
    /// a document that is too large for the cache would get an empty one.
    /// </summary>
    public static void MapOpenApiDocument(this WebApplication app) =>
        app.MapOpenApi("/openapi/v1.json").AllowAnonymous().CacheOutput(cache => cache.SetLocking(false));

    /// <summary>Names components for clients: requests, not commands. Nullable metadata and words have an inline schema: a component would allow null everywhere.</summary>
    private static string? NameOf(JsonTypeInfo type) =>
        type.Type == typeof(JsonElement) ? "Metadata"
        : type.Type == typeof(JsonElement?) || Nullable.GetUnderlyingType(type.Type) is { IsEnum: true } ? null
        : OpenApiOptions.CreateDefaultSchemaReferenceId(type)?.Replace("Command", "Request", StringComparison.Ordinal);
}
