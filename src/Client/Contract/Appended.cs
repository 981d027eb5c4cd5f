namespace Chat.Client;

/// <summary>A message after an append, without its text.</summary>
/// <param name="Id">The message.</param>
/// <param name="SessionId">The session.</param>
/// <param name="Length">In code points.</param>
/// <param name="Status">Whether all of it is there.</param>
/// <param name="Revision">1, and one more with each edit.</param>
/// <param name="UpdatedAt">UTC, microseconds.</param>
public sealed record Appended(
    long Id,
    long SessionId,
    long Length,
    MessageStatus Status,
    long Revision,
    DateTimeOffset UpdatedAt);
