namespace Chat.AgentFramework.History;

/// <summary>Texts as the service takes them: lengths in code points, no U+0000, no half of a surrogate pair.</summary>
internal static class Texts
{
    internal static string Clean(string text)
    {
        if (text.AsSpan().IndexOf('\0') < 0 && !text.Any(char.IsSurrogate))
            return text;
        var clean = new StringBuilder(text.Length);
        // Runes replace halves of pairs.
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.Value == 0 ? Rune.ReplacementChar.ToString() : rune.ToString());
        return clean.ToString();
    }

    /// <summary>Parts of at most so many code points; one empty part of an empty text.</summary>
    internal static IReadOnlyList<string> Split(string text, int most)
    {
        var parts = new List<string>();
        var start = 0;
        do
        {
            var end = End(text, start, most);
            parts.Add(text[start..end]);
            start = end;
        }
        while (start < text.Length);
        return parts;
    }

    /// <summary>Where a part of at most so many code points ends. Never inside of a pair.</summary>
    internal static int End(string text, int start, long most)
    {
        var end = start;
        for (; end < text.Length; end++)
        {
            if (!char.IsLowSurrogate(text[end]) && most-- == 0)
                break;
        }
        return end;
    }

    internal static long Count(string text) => text.LongCount(static unit => !char.IsLowSurrogate(unit));
}
