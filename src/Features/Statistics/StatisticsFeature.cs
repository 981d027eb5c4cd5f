namespace Chat.Features.Statistics;

internal sealed class StatisticsFeature : Feature
{
    public override IReadOnlyCollection<DocumentTable> Documents => [DocumentTable.Of<UserStats>(fillFactor: 50)];

    public override void ConfigureStore(StoreOptions store) => store.Projections.Add<UserStatsProjection>(ProjectionLifecycle.Inline);
}

internal static class StatisticsRoutes
{
    internal static RouteGroupBuilder MapStatistics(this IEndpointRouteBuilder app) => app.MapArea("Statistics", "/chat-sessions/stats");
}
