using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Chat.Features.Shared.Validation;

/// <summary>Metadata is a JSON object within the contract's bounds, with numbers that Postgres and clients can hold.</summary>
internal static class MetadataRules
{
    internal const int MaxBytes = 65_536;
    internal const int MaxLevels = 32;

    // More fractional digits than the smallest double needs.
    private const int MaxScale = 1_100;

    internal static IRuleBuilderOptionsConditions<T, JsonElement?> Metadata<T>(this IRuleBuilder<T, JsonElement?> rule) =>
        rule.Custom((metadata, context) =>
        {
            if (metadata is { } given && Problem(given) is { } problem)
                context.AddFailure($"{context.DisplayName} {problem}");
        });

    /// <summary>RFC 7396 at the first level: adds or replaces members, and removes those that are null.</summary>
    /// <exception cref="ValidationException">The result is out of bounds.</exception>
    internal static JsonElement Merged(JsonElement metadata, JsonElement changes)
    {
        var merged = JsonObject.Create(metadata)!;
        foreach (var (name, value) in JsonObject.Create(changes)!)
        {
            if (value is null)
                merged.Remove(name);
            else
                merged[name] = value.DeepClone();
        }
        var result = JsonElement.Parse(merged.ToJsonString(ChatJson.Options));
        return Problem(result) is { } problem
            ? throw new ValidationException([new ValidationFailure("metadata", $"metadata {problem}")])
            : result;
    }

    /// <summary>The end of a sentence; null for valid metadata.</summary>
    internal static string? Problem(JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object)
            return "must be an object";

        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(metadata));
        var size = 0L;
        var before = JsonTokenType.None;
        while (reader.Read())
        {
            var opens = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            if (opens && reader.CurrentDepth >= MaxLevels)
                return $"must have at most {MaxLevels} levels";
            if (!TryWidth(ref reader, out var width))
                return "must not hold numbers beyond those of a double";
            size += width + (NeedsComma(before, reader.TokenType) ? 1 : 0);
            before = reader.TokenType;
        }
        return size > MaxBytes ? $"must have at most {MaxBytes} bytes when serialized" : null;
    }

    private static bool NeedsComma(JsonTokenType before, JsonTokenType token) =>
        token is not (JsonTokenType.EndObject or JsonTokenType.EndArray)
        && before is not (JsonTokenType.None or JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName);

    // Bytes of a token in the shortest JSON, with a property's colon; false for a number out of range.
    private static bool TryWidth(ref Utf8JsonReader reader, out int width)
    {
        width = reader.TokenType switch
        {
            JsonTokenType.PropertyName => StringWidth(ref reader) + 1,
            JsonTokenType.String => StringWidth(ref reader),
            JsonTokenType.True or JsonTokenType.Null => 4,
            JsonTokenType.False => 5,
            JsonTokenType.Number => NumberWidth(reader.ValueSpan),
            _ => 1,
        };
        return width >= 0;
    }

    private static int StringWidth(ref Utf8JsonReader reader)
    {
        var text = reader.ValueSpan;
        var width = text.Length + 2;
        if (!reader.ValueIsEscaped)
            return width;
        for (var at = text.IndexOf((byte)'\\'); at >= 0; at = text.IndexOf((byte)'\\'))
        {
            var escape = text[(at + 1)..];
            if (escape[0] == 'u')
                width -= 6 - EscapedWidth(ushort.Parse(escape.Slice(1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            else if (escape[0] == '/')
                width--;
            text = escape[(escape[0] == 'u' ? 5 : 1)..];
        }
        return width;
    }

    private static int EscapedWidth(int unit) => unit switch
    {
        '\b' or '\t' or '\n' or '\f' or '\r' or '"' or '\\' => 2,
        < ' ' => 6,
        < 0x80 => 1,
        < 0x800 => 2,
        // Half of a surrogate pair, which takes four.
        >= 0xD800 and < 0xE000 => 2,
        _ => 3,
    };

    // Postgres writes 1e300 with 300 zeros, so they count. -1 for a number that a double or numeric cannot hold.
    private static int NumberWidth(ReadOnlySpan<byte> text)
    {
        var mantissa = text;
        var exponent = 0;
        var e = text.IndexOfAny((byte)'e', (byte)'E');
        if (e >= 0)
        {
            mantissa = text[..e];
            if (!int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs((long)exponent) > MaxScale)
                return -1;
        }
        var point = mantissa.IndexOf((byte)'.');
        var scale = (point < 0 ? 0 : mantissa.Length - point - 1) - exponent;
        return scale <= MaxScale && double.IsFinite(double.Parse(text, CultureInfo.InvariantCulture)) ? mantissa.Length + Math.Abs(exponent) : -1;
    }
}
