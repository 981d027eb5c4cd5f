using System.Globalization;
using System.Text.Json;

namespace Features.Tests.OpenApi;

/// <summary>Checks JSON against the keywords of JSON Schema that the document uses; another keyword is an error.</summary>
internal sealed class SchemaCheck(ApiDocument document)
{
    private static readonly string[] Notes = ["description", "default", "title", "example", "examples"];

    /// <summary>The errors; none for a valid value. Members that the schema does not name are errors too.</summary>
    public IReadOnlyList<string> Problems(JsonElement schema, JsonElement value) => [.. Check(schema, value, "$")];

    private IEnumerable<string> Check(JsonElement schema, JsonElement value, string at) => schema.EnumerateObject().SelectMany(word => word.Name switch
    {
        "$ref" => Check(document.Find(word.Value.GetString()!), value, at),
        "type" => Unless(Types(word.Value).Any(type => IsOf(type, value)), $"{at} is {value.GetRawText()}, no {word.Value.GetRawText()}"),
        "enum" => Unless(word.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)), $"{at} is {value.GetRawText()}, none of {word.Value.GetRawText()}"),
        "oneOf" => Unless(word.Value.EnumerateArray().Count(one => !Check(one, value, at).Any()) == 1, $"{at} is {value.GetRawText()}, not exactly one of {word.Value.GetRawText()}"),
        "required" => OfObject(value, members => word.Value.EnumerateArray().Select(name => name.GetString()!).Where(name => !members.ContainsKey(name)).Select(name => $"{at} has no {name}")),
        "properties" => OfObject(value, members => members.SelectMany(member => word.Value.TryGetProperty(member.Key, out var property)
            ? Check(property, member.Value, $"{at}.{member.Key}")
            : Unless(schema.TryGetProperty("additionalProperties", out _), $"{at} has a {member.Key}"))),
        "additionalProperties" => OfObject(value, members => members
            .Where(member => !(schema.TryGetProperty("properties", out var named) && named.TryGetProperty(member.Key, out _)))
            .SelectMany(member => Check(word.Value, member.Value, $"{at}.{member.Key}"))),
        "items" => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany((item, i) => Check(word.Value, item, $"{at}[{i}]")) : [],
        "minItems" => Unless(value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= word.Value.GetInt32(), $"{at} has too few items"),
        "maxItems" => Unless(value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= word.Value.GetInt32(), $"{at} has too many items"),
        "minimum" => OfNumber(value, number => Unless(number >= word.Value.GetDecimal(), $"{at} is {number}")),
        "maximum" => OfNumber(value, number => Unless(number <= word.Value.GetDecimal(), $"{at} is {number}")),
        "minLength" => OfText(value, text => Unless(text.EnumerateRunes().Count() >= word.Value.GetInt32(), $"{at} is too short")),
        "maxLength" => OfText(value, text => Unless(text.EnumerateRunes().Count() <= word.Value.GetInt32(), $"{at} is too long")),
        "format" => Unless(HasFormat(word.Value.GetString()!, value), $"{at} is {value.GetRawText()}, no {word.Value.GetString()}"),
        _ => Unless(Notes.Contains(word.Name, StringComparer.Ordinal), $"{at}: what is {word.Name}?"),
    });

    private static IEnumerable<string> Types(JsonElement types) =>
        types.ValueKind == JsonValueKind.Array ? types.EnumerateArray().Select(type => type.GetString()!) : [types.GetString()!];

    private static bool IsOf(string type, JsonElement value) => (type, value.ValueKind) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("null", JsonValueKind.Null) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => value.TryGetInt64(out _),
        _ => false,
    };

    private static bool HasFormat(string format, JsonElement value) => (format, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => true,
        ("date-time", JsonValueKind.String) => DateTimeOffset.TryParseExact(
            value.GetString(), "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        ("int32", JsonValueKind.Number) => value.TryGetInt32(out _),
        ("int64", JsonValueKind.Number) => value.TryGetInt64(out _),
        _ => false,
    };

    private static IEnumerable<string> OfObject(JsonElement value, Func<Dictionary<string, JsonElement>, IEnumerable<string>> check) =>
        value.ValueKind == JsonValueKind.Object ? check(value.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)) : [];

    private static IEnumerable<string> OfNumber(JsonElement value, Func<decimal, IEnumerable<string>> check) => value.ValueKind == JsonValueKind.Number ? check(value.GetDecimal()) : [];

    private static IEnumerable<string> OfText(JsonElement value, Func<string, IEnumerable<string>> check) => value.ValueKind == JsonValueKind.String ? check(value.GetString()!) : [];

    private static IEnumerable<string> Unless(bool holds, string problem) => holds ? [] : [problem];
}
