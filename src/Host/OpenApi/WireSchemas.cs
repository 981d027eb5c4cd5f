using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Chat.Features.Shared.Validation;

namespace Chat.Host.OpenApi;

/// <summary>Schemas of types with custom converters, and bounds.</summary>
internal sealed class WireSchemas(IOptions<ChatOptions> options) : IOpenApiSchemaTransformer
{
    private static readonly JsonNode[] NullValue = [JsonNullSentinel.JsonNull];

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        // Without a property it is a member of metadata: anything.
        if (context.JsonTypeInfo.Type == typeof(JsonElement) && context.JsonPropertyInfo is null)
            return Task.CompletedTask;
        Shape(schema, context.JsonTypeInfo.Type);
        if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object)
            Require(schema, context.JsonTypeInfo);
        if (context.JsonPropertyInfo is { } property)
        {
            Bound(schema, BoundsOf(property));
            ForbidNull(schema, property);
        }
        return Task.CompletedTask;
    }

    public static void Shape(OpenApiSchema schema, Type type)
    {
        var (value, orNull) = Nullable.GetUnderlyingType(type) is { } underlying ? (underlying, JsonSchemaType.Null) : (type, default);
        if (value == typeof(DateTimeOffset))
            (schema.Type, schema.Format) = (JsonSchemaType.String | orNull, "date-time");
        else if (value == typeof(JsonElement))
            (schema.Type, schema.Description, schema.AdditionalProperties) = (JsonSchemaType.Object | orNull, "Any JSON object, at most 65,536 bytes and 32 levels.", new OpenApiSchema());
        else if (value == typeof(bool))
            schema.Type = JsonSchemaType.Boolean | orNull;
        else if (value == typeof(long) || value == typeof(int))
            (schema.Type, schema.Format, schema.Pattern) = (JsonSchemaType.Integer | orNull, value == typeof(long) ? "int64" : "int32", null);
        else if (value.IsEnum)
            (schema.Type, schema.Enum) = (JsonSchemaType.String | orNull, [.. Wire.Words(value).Keys.Select(word => (JsonNode)word), .. orNull == default ? [] : NullValue]);
    }

    public static void Bound(OpenApiSchema schema, Bounds? bounds)
    {
        if (bounds is not var (least, most))
            return;
        if (schema.Type?.HasFlag(JsonSchemaType.Integer) is true)
            (schema.Minimum, schema.Maximum) = ($"{least}", $"{most}");
        else if (schema.Type?.HasFlag(JsonSchemaType.Array) is true)
            (schema.MinItems, schema.MaxItems) = ((int)least, (int)most);
        else
            (schema.MinLength, schema.MaxLength) = ((int)least, (int)most);
    }

    /// <summary>Responses require all members without a default; request bodies too, but for members that are not of the constructor.</summary>
    private static void Require(OpenApiSchema schema, JsonTypeInfo type)
    {
        var isBody = IsBody(type.Type);
        foreach (var hidden in type.Properties.Where(property => property.AttributeProvider?.IsDefined(typeof(BrowsableAttribute), inherit: true) is true))
            schema.Properties?.Remove(hidden.Name);
        schema.Required = type.Properties
            .Where(property => schema.Properties?.ContainsKey(property.Name) is true)
            .Where(property => property.AssociatedParameter is { } parameter ? !parameter.HasDefaultValue : !isBody)
            .Select(property => property.Name)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>A body's member without a default may not be null, and a response's that is left out instead never is; it has no default either.</summary>
    private static void ForbidNull(OpenApiSchema schema, JsonPropertyInfo property)
    {
        var isBody = IsBody(property.DeclaringType);
        if (!isBody)
            schema.Default = null;
        if (isBody ? property.AssociatedParameter is not { HasDefaultValue: false } : !IsLeftOutForNull(property))
            return;
        schema.Type &= ~JsonSchemaType.Null;
        schema.Enum = schema.Enum?.Where(value => !value.IsJsonNullSentinel()).ToList();
    }

    private static bool IsLeftOutForNull(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }];

    private static bool IsBody(Type type) => type.IsAssignableTo(typeof(ICommand)) || type.IsAssignableTo(typeof(NewMessage));

    private Bounds? BoundsOf(JsonPropertyInfo info) => (info.Name, info.AttributeProvider) switch
    {
        ("id" or "session_id", _) => new Bounds(1, Bounds.MaxSafeInteger),
        // A streaming message may be empty.
        ("content", PropertyInfo content) when !IsBody(info.DeclaringType) => Bounds.Of(content, options.Value) is { } bounds ? bounds with { Minimum = 0 } : null,
        (_, PropertyInfo member) => Bounds.Of(member, options.Value),
        _ => null,
    };
}
