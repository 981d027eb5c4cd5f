namespace Chat.Features.Messages;

internal static class MessagePath
{
    internal static string To(ChatMessage message) => $"{SessionPath.To(message.SessionId)}/messages/{message.Id}";

    internal static NotFoundException NotFound() => new("Chat message not found");
}
