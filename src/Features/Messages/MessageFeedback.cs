namespace Chat.Features.Messages;

/// <summary>The user's feedback on a message.</summary>
/// <param name="Rating">Good or bad.</param>
/// <param name="Comment">Why, exactly as sent; null when it was not given.</param>
/// <param name="UpdatedAt">When it was last given: UTC, microseconds.</param>
public sealed record MessageFeedback(FeedbackRating Rating, [Length(1, MessageFeedback.MostOfComment)] string? Comment, DateTimeOffset UpdatedAt)
{
    /// <summary>Most code points of a comment.</summary>
    public const int MostOfComment = 2_000;
}
