namespace Chat.Features.Search;

/// <summary>The part of a text around what was found.</summary>
/// <param name="Text">At most 240 code points.</param>
/// <param name="Highlights">Pairs of start and length in the text, in code points; in order, without overlaps.</param>
internal sealed record Snippet(string Text, IReadOnlyList<int[]> Highlights)
{
    private const int MostCodePoints = 240, Before = 60;

    /// <summary>Null unless the text holds all terms.</summary>
    internal static Snippet? Find(IReadOnlyList<SearchTerm> terms, string text)
    {
        List<SearchToken> tokens = [.. SearchTokens.Of(text)];
        var spans = new List<(int Start, int End)>();
        foreach (var term in terms)
        {
            var count = spans.Count;
            for (var place = 0; place < tokens.Count; place++)
            {
                if (term.IsAt(tokens, place))
                    spans.Add((tokens[place].Start, tokens[place + term.Tokens.Count - 1].Start + tokens[place + term.Tokens.Count - 1].Length));
            }
            if (spans.Count == count)
                return null;
        }
        spans.Sort();
        return Around(text, tokens, spans);
    }

    private static Snippet Around(string text, List<SearchToken> tokens, List<(int Start, int End)> spans)
    {
        var first = spans[0].Start;
        // Begins with a word.
        var from = first <= Before ? 0 : tokens.Find(token => token.Start >= first - Before).Start;
        Rune[] shown = [.. text.EnumerateRunes().Skip(from).Take(MostCodePoints)];
        var highlights = new List<int[]>();
        var end = 0;
        foreach (var span in spans)
        {
            var (start, stop) = (Math.Max(span.Start - from, end), Math.Min(span.End - from, shown.Length));
            if (start >= stop)
                continue;
            if (start == end && highlights is [.., var last])
                last[1] += stop - start;
            else
                highlights.Add([start, stop - start]);
            end = stop;
        }
        return new Snippet(string.Concat(shown.Select(rune => rune.ToString())), highlights);
    }
}
