namespace Chat.Features.Live;

internal static class LiveRoutes
{
    /// <summary>The routes of event streams, below the address of all sessions.</summary>
    internal static RouteGroupBuilder MapLive(this IEndpointRouteBuilder app) => app.MapArea("Live", "/chat-sessions").ForAgentsToo();
}
