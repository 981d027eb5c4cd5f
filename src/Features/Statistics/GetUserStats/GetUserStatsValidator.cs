namespace Chat.Features.Statistics.GetUserStats;

/// <summary>Nothing can be wrong with the query; every request has a validator all the same, so that none is forgotten.</summary>
internal sealed class GetUserStatsValidator : AbstractValidator<GetUserStatsQuery>;
