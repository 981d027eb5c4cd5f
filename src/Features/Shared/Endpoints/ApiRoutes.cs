namespace Chat.Features.Shared.Endpoints;

internal static class ApiRoutes
{
    internal const string Sessions = Root + "/chat-sessions";

    private const string Root = "/api/v1";

    /// <summary>The route group of an area: needs a user, and declares the errors of every call.</summary>
    internal static RouteGroupBuilder MapArea(this IEndpointRouteBuilder app, string tag, string prefix = "")
    {
        var routes = app.MapGroup(Root + prefix).WithTags(tag).RequireAuthorization();
        foreach (var status in (int[])[400, 401, 403, 429, 500, 503])
            routes.ProducesProblem(status);
        return routes;
    }
}
