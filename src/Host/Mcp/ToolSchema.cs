using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Chat.Features.Shared.Validation;
using Microsoft.AspNetCore.Mvc;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace Chat.Host.Mcp;

/// <summary>JSON schemas of tools, from the same attributes as the OpenAPI document.</summary>
internal static class ToolSchema
{
    private static readonly JsonSchemaExporterOptions Results = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };

    /// <summary>The members of the record's constructor; those without a default are required.</summary>
    public static JsonElement OfArguments<T>(ChatOptions options)
    {
        var parameters = typeof(T).GetConstructors().Single().GetParameters();
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = parameters.ToDictionary(NameOf, IOpenApiSchema (parameter) => Of(parameter, options), StringComparer.Ordinal),
            Required = parameters.Where(parameter => !parameter.HasDefaultValue).Select(NameOf).ToHashSet(StringComparer.Ordinal),
        };
        return JsonSerializer.SerializeToElement(ToJson(schema));
    }

    /// <summary>An answer of this type, or a problem: some clients check both.</summary>
    public static JsonElement OfResult<T>() => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["type"] = "object",
        ["anyOf"] = new JsonArray(ChatJson.Options.GetJsonSchemaAsNode(typeof(T), Results), ToJson(Overview.ProblemSchema())),
    });

    private static string NameOf(ParameterInfo parameter) => JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!);

    private static OpenApiSchema Of(ParameterInfo parameter, ChatOptions options)
    {
        var member = parameter.Member.DeclaringType!.GetProperty(parameter.Name!)!;
        var schema = new OpenApiSchema { Type = JsonSchemaType.String };
        WireSchemas.Shape(schema, Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType);
        WireSchemas.Bound(schema, Bounds.Of(member, options));
        var more = schema.Description; // What any JSON object is.
        schema.Description = parameter.GetCustomAttribute<DescriptionAttribute>()?.Description ?? (parameter.IsDefined(typeof(FromRouteAttribute)) ? "The session's id." : null);
        if (more is not null)
            schema.Description += " " + more;
        schema.Default = DefaultOf(parameter, options);
        if (schema.Type == JsonSchemaType.Integer)
            schema.Format = null;
        return schema;
    }

    private static JsonNode? DefaultOf(ParameterInfo parameter, ChatOptions options) => JsonSerializer.SerializeToNode(
        parameter.GetCustomAttribute<DefaultValueAttribute>()?.Value
        ?? (parameter.GetCustomAttribute<UpToSettingAttribute>()?.Default is { } setting ? typeof(ChatOptions).GetProperty(setting)!.GetValue(options) : null)
        ?? (parameter.HasDefaultValue ? parameter.DefaultValue : null));

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        var shape = new OpenApiSchema();
        WireSchemas.Shape(shape, context.TypeInfo.Type);
        if (shape.Type is not null)
            return ToJson(shape);
        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object && schema["properties"] is JsonObject members)
        {
            schema["required"] = new JsonArray([.. context.TypeInfo.Properties
                .Where(property => members.ContainsKey(property.Name) && property.AssociatedParameter is not { HasDefaultValue: true })
                .Select(property => (JsonNode)property.Name)]);
        }
        return schema;
    }

    private static JsonNode ToJson(OpenApiSchema schema)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        schema.SerializeAsV31(new OpenApiJsonWriter(text));
        return JsonNode.Parse(text.ToString())!;
    }
}
