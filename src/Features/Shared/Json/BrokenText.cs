namespace Chat.Features.Shared.Json;

/// <summary>Finds text that Postgres cannot store: U+0000 and halves of surrogate pairs.</summary>
internal static class BrokenText
{
    internal const string Problem = "must not hold U+0000 or half of a surrogate pair";

    internal static bool IsIn(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var character, out var units) != OperationStatus.Done || character.Value == 0)
                return true;
            text = text[units..];
        }
        return false;
    }

    /// <summary>The first member of a JSON object that holds such text at any depth; null for none and for invalid JSON.</summary>
    internal static string? FindIn(ReadOnlySpan<byte> json)
    {
        // In valid UTF-8 and JSON only an escape can hold them.
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
                if (reader.ValueIsEscaped && IsInEscaped(ref reader))
                    return member;
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
                    member = reader.GetString()!;
            }
        }
        catch (JsonException)
        {
            // The deserializer reports it.
        }
        return null;
    }

    /// <summary>The same JSON with U+FFFD in the place of such text. The JSON must be valid.</summary>
    internal static byte[] Mended(ReadOnlySpan<byte> json)
    {
        var mended = json.ToArray();
        for (var at = 0; at < mended.Length - 1; at++)
        {
            if (mended[at] != '\\')
                continue;
            at++;
            if (mended[at] != 'u')
                continue;
            var unit = Unit(mended, at);
            var isPair = char.IsHighSurrogate(unit) && at + 10 < mended.Length && mended[at + 5] == '\\' && mended[at + 6] == 'u' && char.IsLowSurrogate(Unit(mended, at + 6));
            if (isPair)
                at += 6;
            else if (unit == 0 || char.IsSurrogate(unit))
                "fffd"u8.CopyTo(mended.AsSpan(at + 1));
            at += 4;
        }
        return mended;
    }

    private static char Unit(byte[] json, int u) => (char)ushort.Parse(json.AsSpan(u + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static bool IsInEscaped(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!.Contains('\0');
        }
        catch (InvalidOperationException)
        {
            return true; // Half of a pair.
        }
    }
}
