using Chat.Features.Shared.Http;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chat.Features.Statistics.GetUserStats;

internal sealed class GetUserStatsEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app
        .MapGet(ApiPaths.Statistics, HandleAsync)
        .WithName("GetUserStats")
        .WithSummary("Reads the user's statistics")
        .WithDescription("Inactive sessions count in the totals. A user without sessions gets zeros, {} and nulls.")
        .WithTags("Statistics")
        .Produces<GetUserStatsResponse>()
        .ForUsers();

    private static Task<UserStatsAnswer> HandleAsync(IMediator mediator, CancellationToken token) => mediator.Send(new GetUserStatsQuery(), token);
}
