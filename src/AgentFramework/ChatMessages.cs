using Chat.AgentFramework.History;

namespace Chat.AgentFramework;

/// <summary>Messages of the service as messages of the framework.</summary>
public static class ChatMessages
{
    private const string Id = "chat_message_id", Poster = "chat_posted_by";

    /// <summary>
    /// A stored message for a run: it is not stored again, and not in the history of that run too. So an agent answers what the user posted.
    /// </summary>
    public static ChatMessage ToChatMessage(this Message message) => HistoryReader.ReadOne(message);

    /// <summary>The id of the stored message that this is, or begins with; null for one that does not come from the service.</summary>
    public static long? GetChatMessageId(this ChatMessage message) =>
        message.AdditionalProperties?.TryGetValue(Id, out long id) is true ? id : null;

    /// <summary>The agent that posted it; null when the user did, or when it does not come from the service.</summary>
    public static string? GetPostedBy(this ChatMessage message) =>
        message.AdditionalProperties?.TryGetValue(Poster, out string? agent) is true ? agent : null;

    /// <summary>Says which stored message this is.</summary>
    internal static ChatMessage From(this ChatMessage message, Message stored)
    {
        message.AdditionalProperties = Own(message.AdditionalProperties) ?? [];
        message.AdditionalProperties[Id] = stored.Id;
        if (stored.PostedBy is not null)
            message.AdditionalProperties[Poster] = stored.PostedBy;
        return message;
    }

    /// <summary>The properties without those that hold for one run only; null for none.</summary>
    internal static AdditionalPropertiesDictionary? Own(AdditionalPropertiesDictionary? properties)
    {
        if (properties is null)
            return null;
        var own = properties.Clone();
        foreach (var key in (string[])[Id, Poster, AgentRequestMessageSourceAttribution.AdditionalPropertiesKey])
            own.Remove(key);
        return own.Count == 0 ? null : own;
    }
}
