namespace Chat.Features.Shared.Endpoints;

internal static class ApiRoutes
{
    internal const string Sessions = Root + "/chat-sessions";

    private const string Root = "/api/v1";

    /// <summary>The group of an area's routes: for users, with the errors that any call may be answered with.</summary>
    /// <param name="app">The host's routes.</param>
    /// <param name="tag">Heads them in the OpenAPI document.</param>
    /// <param name="prefix">Where they lie.</param>
    internal static RouteGroupBuilder MapArea(this IEndpointRouteBuilder app, string tag, string prefix = "")
    {
        var routes = app.MapGroup(Root + prefix).WithTags(tag).RequireAuthorization();
        foreach (var status in (int[])[400, 401, 403, 429, 500, 503])
            routes.ProducesProblem(status);
        return routes;
    }
}
