namespace Chat.Features.Live;

internal static class LiveRoutes
{
    internal static RouteGroupBuilder MapLive(this IEndpointRouteBuilder app) => app.MapArea("Live", "/chat-sessions").ForAgentsToo();
}
