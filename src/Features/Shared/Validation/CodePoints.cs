namespace Chat.Features.Shared.Validation;

internal static class CodePoints
{
    /// <summary>The Unicode code points of a text: a surrogate pair is one.</summary>
    internal static int Count(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        foreach (var unit in text)
        {
            if (char.IsLowSurrogate(unit))
                count--;
        }
        return count;
    }

    /// <summary>Whether a text has at most so many; without counting when even its UTF-16 units are no more.</summary>
    internal static bool AtMost(string text, int limit) => text.Length <= limit || Count(text) <= limit;
}
