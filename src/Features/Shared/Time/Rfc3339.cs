namespace Chat.Features.Shared.Time;

/// <summary>Times of requests (<see href="https://www.rfc-editor.org/rfc/rfc3339"/>).</summary>
internal static class Rfc3339
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>In UTC; null for a text that is no time, or has no offset.</summary>
    internal static DateTimeOffset? Parse(string text) => DateTimeOffset.TryParseExact(
        text.ToUpperInvariant(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
