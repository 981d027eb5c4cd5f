namespace Chat.Features.Search;

/// <summary>Tokens that follow each other in a text; of a prefix, the last one is the beginning of a word.</summary>
internal sealed record SearchTerm(IReadOnlyList<SearchToken> Tokens, bool IsPrefix)
{
    /// <summary>The terms of a search: words, <c>"a phrase"</c>, <c>word*</c>. What has several tokens, such as an address, is a phrase.</summary>
    internal static IReadOnlyList<SearchTerm> Parse(string q)
    {
        var terms = new List<SearchTerm>();
        var parts = q.Split('"');
        for (var i = 0; i < parts.Length; i++)
        {
            // Every second part is in quotes.
            foreach (var part in i % 2 == 1 ? [parts[i]] : parts[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                SearchToken[] tokens = [.. SearchTokens.Of(part)];
                if (tokens.Length > 0)
                    terms.Add(new SearchTerm(tokens, IsPrefix: i % 2 == 0 && part.EndsWith('*') && !tokens[^1].IsCharacter));
            }
        }
        return terms;
    }

    internal bool IsAt(List<SearchToken> text, int place)
    {
        if (place + Tokens.Count > text.Count)
            return false;
        for (var i = 0; i < Tokens.Count; i++)
        {
            var (wanted, found) = (Tokens[i], text[place + i]);
            var isSame = IsPrefix && i == Tokens.Count - 1
                ? found.Folded.StartsWith(wanted.Folded, StringComparison.Ordinal)
                : found.Folded == wanted.Folded;
            if (!isSame || (wanted.Follows && !found.Follows))
                return false;
        }
        return true;
    }
}
