using Chat.Features.Shared.Users;
using MediatR;

namespace Chat.Features.Statistics.GetUserStats;

internal sealed class GetUserStatsHandler(IQuerySession storage, CurrentUser user) : IRequestHandler<GetUserStatsQuery, GetUserStatsResponse>
{
    public async Task<GetUserStatsResponse> Handle(GetUserStatsQuery request, CancellationToken cancellationToken) =>
        GetUserStatsResponse.Of(user.Id, await storage.LoadAsync<UserStats>(user.Id, cancellationToken));
}
