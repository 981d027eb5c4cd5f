namespace Chat.Client;

/// <summary>The user's feedback on a message.</summary>
/// <param name="Rating">Null removes it.</param>
/// <param name="Comment">At most 2,000 code points.</param>
public sealed record NewFeedback(
    FeedbackRating? Rating,
    string? Comment = null);
