using Chat.Features.Search.IndexSession;

namespace Chat.Features.Search;

/// <summary>Finds messages and titles by their words.</summary>
internal sealed class SearchFeature : Feature
{
    public override IReadOnlyCollection<DocumentTable> Documents =>
    [
        DocumentTable.Of<SearchEntry>(text: new(nameof(SearchEntry.Words))
        {
            MessageColumn = "id",
            OfSessions = "id = any(array(select -title.session_id from unnest(@sessions) as title(session_id)))",
        }),
        DocumentTable.Of<SearchBacklog>(),
    ];

    public override void ConfigureStore(StoreOptions store) => store.Projections.Add(new TitleProjection(), ProjectionLifecycle.Inline);

    public override void AddServices(IServiceCollection services) => services.AddHostedService<IndexWorker>();
}

internal static class SearchRoutes
{
    internal static RouteGroupBuilder MapSearch(this IEndpointRouteBuilder app) => app.MapArea("Search", "/chat-sessions").ForAgentsToo();
}
