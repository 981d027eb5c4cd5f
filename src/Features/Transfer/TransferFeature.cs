namespace Chat.Features.Transfer;

/// <summary>Taking everything of a user along, and bringing it back.</summary>
internal sealed class TransferFeature : Feature
{
    public override IReadOnlyCollection<DocumentTable> Documents => [DocumentTable.Of<ImportedSession>()];

    public override void AddServices(IServiceCollection services)
    {
        services.AddSingleton<TransferSlots>();
        services.AddScoped<TransferSlot>();
        services.AddScoped<SessionStore>();
    }
}

internal static class TransferRoutes
{
    /// <summary>For users only: agents may not make these calls.</summary>
    internal static RouteGroupBuilder MapTransfer(this IEndpointRouteBuilder app)
    {
        var routes = app.MapArea("Transfer", "/users/me");
        routes.RequireRateLimiting(RateLimitPolicies.Transfers);
        return routes;
    }
}
