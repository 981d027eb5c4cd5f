namespace Chat.Client;

/// <summary>How many messages have feedback.</summary>
/// <param name="Up">Rated up.</param>
/// <param name="Down">Rated down.</param>
public sealed record FeedbackCounts(
    long Up,
    long Down);
