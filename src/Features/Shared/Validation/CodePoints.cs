namespace Chat.Features.Shared.Validation;

internal static class CodePoints
{
    /// <summary>A surrogate pair counts as one.</summary>
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

    // Counts only when there are more UTF-16 units than the limit.
    internal static bool AtMost(string text, int limit) => text.Length <= limit || Count(text) <= limit;
}
