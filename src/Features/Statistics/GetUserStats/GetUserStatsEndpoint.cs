namespace Chat.Features.Statistics.GetUserStats;

internal sealed class GetUserStatsEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapStatistics()
        .MapGet("/user", HandleAsync)
        .WithName("GetUserStats")
        .WithSummary("Reads the user's statistics")
        .WithDescription("Inactive sessions count in the totals. A user without sessions gets zeros, {} and nulls.")
        .CacheOutput(StreamStampPolicy.Name)
        .Produces<GetUserStatsResponse>();

    private static Task<UserStatsAnswer> HandleAsync(IMediator mediator, CancellationToken token) => mediator.Send(new GetUserStatsQuery(), token);
}
