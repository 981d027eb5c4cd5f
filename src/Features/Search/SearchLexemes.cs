namespace Chat.Features.Search;

/// <summary>The lexemes of the index: words, and each two neighbouring characters of scripts without spaces. The user's key is in front of each.</summary>
/// <remarks>
/// The index may find too much, never too little: who asks it compares what it finds with the text. So long words are cut, keys of
/// users may be equal, and a text with too many lexemes has one that every search finds.
/// </remarks>
internal static class SearchLexemes
{
    private const int LongestWord = 64;

    // A tsvector holds 1 MB.
    private const int MostBytes = 500_000;

    private const string OfEveryWord = "\u0001";

    /// <summary>Four characters, so that the index reads little of other users.</summary>
    private static string KeyOf(string user) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(user)), 0, 3);

    /// <summary>The lexemes of a text in a session; none when it has no words.</summary>
    internal static string[] Of(string user, long session, string text)
    {
        var key = KeyOf(user);
        var lexemes = new HashSet<string>(StringComparer.Ordinal);
        var bytes = 0;
        var last = default(SearchToken);
        foreach (var token in SearchTokens.Of(text))
        {
            if (last.IsCharacter)
                Add(token.Follows ? last.Folded + token.Folded : last.Folded);
            if (!token.IsCharacter)
                Add(Cut(token.Folded));
            last = token;
            if (bytes > MostBytes)
                return [key + OfEveryWord, LexemeOf(key, session)];
        }
        if (last.IsCharacter)
            Add(last.Folded);
        return lexemes.Count == 0 ? [] : [.. lexemes, LexemeOf(key, session)];

        void Add(string lexeme)
        {
            if (lexemes.Add(key + lexeme))
                bytes += Encoding.UTF8.GetByteCount(lexeme) + key.Length + 2 * sizeof(int);
        }
    }

    /// <summary>The <c>tsquery</c> for texts that may hold all terms.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="session">Only this session; null for all.</param>
    /// <param name="terms">What to find.</param>
    internal static string Query(string user, long? session, IEnumerable<SearchTerm> terms)
    {
        var key = KeyOf(user);
        var query = $"({string.Join(" & ", terms.SelectMany(term => Operands(key, term)).Distinct(StringComparer.Ordinal))} | {Quoted(key + OfEveryWord)})";
        return session is { } id ? $"{query} & {Quoted(LexemeOf(key, id))}" : query;
    }

    private static IEnumerable<string> Operands(string key, SearchTerm term)
    {
        for (var i = 0; i < term.Tokens.Count; i++)
        {
            var (token, isLast) = (term.Tokens[i], i == term.Tokens.Count - 1);
            if (!token.IsCharacter)
                yield return Quoted(key + Cut(token.Folded)) + (isLast && term.IsPrefix ? ":*" : "");
            else if (token.Follows)
                yield return Quoted(key + term.Tokens[i - 1].Folded + token.Folded);
            else if (isLast || !term.Tokens[i + 1].Follows)
                yield return Quoted(key + token.Folded) + ":*";
        }
    }

    /// <summary>The lexeme of all texts in a session.</summary>
    internal static string OfSession(string user, long session) => LexemeOf(KeyOf(user), session);

    private static string LexemeOf(string key, long session) => $"{key}\u0002{session.ToString(CultureInfo.InvariantCulture)}";

    private static string Cut(string word) =>
        word.Length <= LongestWord ? word : word[..(char.IsHighSurrogate(word[LongestWord - 1]) ? LongestWord - 1 : LongestWord)];

    private static string Quoted(string lexeme) => $"'{lexeme.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
