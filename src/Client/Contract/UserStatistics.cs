namespace Chat.Client;

/// <summary>Statistics of a user.</summary>
/// <param name="UserId">The user.</param>
/// <param name="TotalSessions">Inactive ones too.</param>
/// <param name="ActiveSessions">Those that are active.</param>
/// <param name="TotalMessages">In all sessions.</param>
/// <param name="SessionsByAgentType">Only types with a session.</param>
/// <param name="MostRecentSession">When the newest session was created; null without any.</param>
/// <param name="OldestSession">When the oldest session was created; null without any.</param>
/// <param name="Feedback">Of all messages.</param>
public sealed record UserStatistics(
    string UserId,
    long TotalSessions,
    long ActiveSessions,
    long TotalMessages,
    IReadOnlyDictionary<string, long> SessionsByAgentType,
    DateTimeOffset? MostRecentSession,
    DateTimeOffset? OldestSession,
    FeedbackCounts Feedback);
