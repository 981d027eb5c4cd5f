using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Chat.Features.Messages.PostMessageBatch;
using Chat.Features.Shared.Pipeline;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Chat.Host.OpenApi;

/// <summary>Schemas of what the service's own converters write, and the bounds that types can't say.</summary>
internal sealed class WireSchemas(IOptions<ChatOptions> options) : IOpenApiSchemaTransformer
{
    /// <summary>The largest id: clients read ids as JavaScript numbers.</summary>
    public const long MaxId = (1L << 53) - 1;

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        Shape(schema, context.JsonTypeInfo.Type);
        if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object)
            Require(schema, context.JsonTypeInfo);
        if (context.JsonPropertyInfo is { } property)
            Bound(schema, property);
        return Task.CompletedTask;
    }

    /// <summary>The schema of a type on the wire.</summary>
    public static void Shape(OpenApiSchema schema, Type type)
    {
        var (value, orNull) = Nullable.GetUnderlyingType(type) is { } underlying ? (underlying, JsonSchemaType.Null) : (type, default);
        if (value == typeof(DateTimeOffset))
            (schema.Type, schema.Format) = (JsonSchemaType.String | orNull, "date-time");
        else if (value == typeof(JsonElement))
            (schema.Type, schema.Description) = (JsonSchemaType.Object | orNull, "Any JSON object, at most 65,536 bytes and 32 levels.");
        else if (value == typeof(bool))
            schema.Type = JsonSchemaType.Boolean | orNull;
        else if (value == typeof(long) || value == typeof(int))
            (schema.Type, schema.Format, schema.Pattern) = (JsonSchemaType.Integer | orNull, value == typeof(long) ? "int64" : "int32", null);
        else if (value.IsEnum)
            (schema.Type, schema.Enum) = (JsonSchemaType.String | orNull, [.. WordsOf(value), .. orNull == default ? [] : NullValue]);
    }

    private static readonly JsonNode[] NullValue = [JsonNullSentinel.JsonNull];

    private static IEnumerable<JsonNode> WordsOf(Type type) =>
        Enum.GetNames(type).Select(name => (JsonNode)JsonNamingPolicy.SnakeCaseLower.ConvertName(name));

    /// <summary>An answer has all its members; of a body, those are required that have no default, and then null will not do.</summary>
    private static void Require(OpenApiSchema schema, JsonTypeInfo type)
    {
        var isBody = IsBody(type.Type);
        schema.Required = type.Properties
            .Where(property => schema.Properties?.ContainsKey(property.Name) is true)
            .Where(property => property.AssociatedParameter is { } parameter ? !parameter.HasDefaultValue : !isBody)
            .Select(property => property.Name)
            .ToHashSet(StringComparer.Ordinal);
        if (!isBody)
            return;
        foreach (var required in schema.Required.Select(name => schema.Properties![name]).OfType<OpenApiSchema>())
            required.Type &= ~JsonSchemaType.Null;
    }

    private static bool IsBody(Type type) => type.IsAssignableTo(typeof(ICommand)) || type.IsAssignableTo(typeof(NewMessage));

    private void Bound(OpenApiSchema schema, JsonPropertyInfo info)
    {
        var (chat, property) = (options.Value, info.Name);
        if (property is "id" or "session_id")
            (schema.Minimum, schema.Maximum) = ("1", MaxId.ToString(CultureInfo.InvariantCulture));
        else if (property is "title")
            (schema.MinLength, schema.MaxLength) = (1, chat.TitleMaxLength);
        else if (property is "content")
            // Of a message that more is appended to there may be nothing yet.
            (schema.MinLength, schema.MaxLength) = (IsBody(info.DeclaringType) ? 1 : 0, LongestMessage(chat));
        else if (property is "messages" && IsBody(info.DeclaringType))
            (schema.MinItems, schema.MaxItems) = (1, PostMessageBatchCommand.MostMessages);
    }

    private static int LongestMessage(ChatOptions chat) =>
        chat.Agents.Values.Select(agent => agent.MaxMessageLength ?? 0).Append(chat.MessageMaxLength).Max();
}
