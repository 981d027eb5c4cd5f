namespace Chat.Features.Shared.Json;

/// <summary>Finds text that Postgres cannot keep: U+0000 and halves of surrogate pairs.</summary>
internal static class BrokenText
{
    internal const string Problem = "must not hold U+0000 or half of a surrogate pair";

    internal static bool IsIn(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0'))
            return true;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }
        return false;
    }

    /// <summary>The first member of a JSON object with such text in it, at any depth; null when there is none, or no valid JSON.</summary>
    internal static string? FindIn(ReadOnlySpan<byte> json)
    {
        // Valid UTF-8 holds neither, and JSON no plain U+0000: only an escape can bring them.
        if (json.IndexOf("\\u"u8) < 0)
            return null;
        var reader = new Utf8JsonReader(json);
        var member = "body";
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String))
                    continue;
                if (reader.ValueIsEscaped && IsInEscaped(reader.ValueSpan))
                    return member;
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
                    member = reader.GetString()!;
            }
        }
        catch (JsonException)
        {
            // Whoever reads the body says what is wrong with it.
        }
        return null;
    }

    private static bool IsInEscaped(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
                continue;
            if (text[++i] != 'u')
                continue;
            var unit = Unit(text[(i + 1)..]);
            i += 4;
            if (unit == 0 || char.IsLowSurrogate(unit))
                return true;
            if (!char.IsHighSurrogate(unit))
                continue;
            if (!text[(i + 1)..].StartsWith("\\u"u8) || !char.IsLowSurrogate(Unit(text[(i + 3)..])))
                return true;
            i += 6;
        }
        return false;
    }

    // The reader has checked that four hexadecimal digits follow.
    private static char Unit(ReadOnlySpan<byte> text) => (char)ushort.Parse(text[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
