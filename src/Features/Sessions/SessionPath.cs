namespace Chat.Features.Sessions;

/// <summary>The id of a session in a path.</summary>
internal static class SessionPath
{
    /// <summary>Reads the id. A text that can be no id is told the same as an id that no session has.</summary>
    internal static long Id(string text) => PathId.TryRead(text, out var id) ? id : throw NotFound();

    internal static string To(long id) => $"{ApiRoutes.Sessions}/{id}";

    internal static NotFoundException NotFound() => new("Chat session not found");
}
