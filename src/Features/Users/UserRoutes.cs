namespace Chat.Features.Users;

/// <summary>The caller as a whole.</summary>
internal static class UserRoutes
{
    internal static RouteGroupBuilder MapUsers(this IEndpointRouteBuilder app) => app.MapArea("Users", "/users");
}
