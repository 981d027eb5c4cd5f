namespace Chat.Web.Search;

/// <summary>A part of a snippet.</summary>
/// <param name="Text">Its text.</param>
/// <param name="IsFound">Whether the search found it.</param>
internal sealed record TextPart(string Text, bool IsFound)
{
    /// <summary>Cuts a snippet at its highlights.</summary>
    /// <param name="snippet">The text.</param>
    /// <param name="highlights">Start and length of each, in code points.</param>
    public static IEnumerable<TextPart> Cut(string snippet, IReadOnlyList<IReadOnlyList<int>> highlights)
    {
        var units = UnitsOf(snippet);
        var at = 0;
        foreach (var highlight in highlights)
        {
            var start = Math.Max(units[Math.Clamp(highlight[0], 0, units.Count - 1)], at);
            var end = units[Math.Clamp(highlight[0] + highlight[1], 0, units.Count - 1)];
            if (end <= start)
                continue;
            if (start > at)
                yield return new TextPart(snippet[at..start], false);
            yield return new TextPart(snippet[start..end], true);
            at = end;
        }
        if (at < snippet.Length)
            yield return new TextPart(snippet[at..], false);
    }

    // Where each code point begins in UTF-16, and the end.
    private static List<int> UnitsOf(string text)
    {
        List<int> units = [];
        for (var at = 0; at < text.Length; at += char.IsSurrogatePair(text, at) ? 2 : 1)
            units.Add(at);
        units.Add(text.Length);
        return units;
    }
}
