namespace Chat.Client;

/// <summary>What the user thinks of a message.</summary>
/// <param name="Rating">Up or down.</param>
/// <param name="Comment">At most 2,000 code points.</param>
/// <param name="UpdatedAt">UTC, microseconds.</param>
public sealed record MessageFeedback(
    FeedbackRating Rating,
    string? Comment,
    DateTimeOffset UpdatedAt);
