using Chat.Features.Shared.Storage;
using Chat.Features.Shared.Users;
using MediatR;

namespace Chat.Features.Statistics.GetUserStats;

internal sealed class GetUserStatsHandler(IQuerySession storage, CurrentUser user) : IRequestHandler<GetUserStatsQuery, UserStatsAnswer>
{
    public async Task<UserStatsAnswer> Handle(GetUserStatsQuery request, CancellationToken cancellationToken)
    {
        var batch = storage.CreateTenantBatch();
        var stats = batch.Load<UserStats>(user.Id);
        await batch.Execute(cancellationToken);
        return new UserStatsAnswer(GetUserStatsResponse.Of(user.Id, await stats));
    }
}
