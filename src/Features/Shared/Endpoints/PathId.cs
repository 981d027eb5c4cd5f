namespace Chat.Features.Shared.Endpoints;

/// <summary>Ids in paths: positive integers up to 2^53 - 1.</summary>
internal static class PathId
{
    private const long Largest = (1L << 53) - 1;

    /// <summary>Reads an id; false for a text that can be none.</summary>
    internal static bool TryRead(string text, out long id) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id is > 0 and <= Largest;
}
