namespace Chat.Client;

/// <summary>The service counts code points, .NET counts UTF-16 units.</summary>
internal static class CodePoints
{
    internal static long Count(string text) => text.LongCount(static unit => !char.IsLowSurrogate(unit));

    /// <summary>The text without its first code points.</summary>
    internal static string Skip(string text, long count)
    {
        var at = 0;
        for (; count > 0 && at < text.Length; count--)
            at += IsPair(text, at) ? 2 : 1;
        return text[at..];
    }

    /// <summary>The text with U+FFFD instead of what the service refuses: U+0000 and halves of surrogate pairs.</summary>
    internal static string Clean(string text)
    {
        if (!HasRefused(text))
            return text;
        var clean = text.Replace('\0', '\uFFFD').ToCharArray();
        for (var i = 0; i < clean.Length; i++)
        {
            if (IsPair(text, i))
                i++;
            else if (char.IsSurrogate(clean[i]))
                clean[i] = '\uFFFD';
        }
        return new string(clean);
    }

    internal static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);

    private static bool HasRefused(string text) => text.AsSpan().IndexOf('\0') >= 0 || text.Any(char.IsSurrogate);
}
