namespace Chat.Features.Statistics.GetUserStats;

internal sealed class GetUserStatsHandler(IQuerySession storage, CurrentUser user) : IRequestHandler<GetUserStatsQuery, UserStatsAnswer>
{
    public async Task<UserStatsAnswer> Handle(GetUserStatsQuery request, CancellationToken cancellationToken) =>
        new(GetUserStatsResponse.Of(user.Id, await storage.AskAsync(batch => batch.Load<UserStats>(user.Id), cancellationToken)));
}
