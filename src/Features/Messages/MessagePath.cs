namespace Chat.Features.Messages;

/// <summary>The id of a message in a path.</summary>
internal static class MessagePath
{
    /// <summary>Reads the id. A text that can be no id is told the same as an id that no message has.</summary>
    internal static long Id(string text) => PathId.TryRead(text, out var id) ? id : throw NotFound();

    internal static string To(ChatMessage message) => $"{SessionPath.To(message.SessionId)}/messages/{message.Id}";

    internal static NotFoundException NotFound() => new("Chat message not found");
}
