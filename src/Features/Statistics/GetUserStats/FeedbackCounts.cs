namespace Chat.Features.Statistics.GetUserStats;

/// <summary>How many messages have feedback.</summary>
/// <param name="Up">With the rating <c>up</c>.</param>
/// <param name="Down">With the rating <c>down</c>.</param>
public sealed record FeedbackCounts(long Up, long Down);
