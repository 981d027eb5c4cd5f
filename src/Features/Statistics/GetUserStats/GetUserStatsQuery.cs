namespace Chat.Features.Statistics.GetUserStats;

/// <summary>Reads the statistics of the current user.</summary>
public sealed record GetUserStatsQuery : IQuery<UserStatsAnswer>;
