namespace Chat.Features.Sessions;

internal static class SessionPath
{
    internal static string To(long id) => $"{ApiRoutes.Sessions}/{id}";

    internal static NotFoundException NotFound() => new("Chat session not found");

    /// <summary>Of one session among several.</summary>
    internal static NotFoundException NotFound(long id) => new($"Chat session {id} not found");
}
