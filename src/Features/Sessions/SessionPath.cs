namespace Chat.Features.Sessions;

/// <summary>The address of a session.</summary>
internal static class SessionPath
{
    internal static string To(long id) => $"{ApiRoutes.Sessions}/{id}";

    internal static NotFoundException NotFound() => new("Chat session not found");
}
