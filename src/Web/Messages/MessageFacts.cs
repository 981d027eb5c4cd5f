using System.Text.Json.Nodes;
using Chat.Web.Shared;

namespace Chat.Web.Messages;

/// <summary>What is said about a message beside its text.</summary>
internal static class MessageFacts
{
    /// <summary>Who speaks.</summary>
    public static string SpeakerOf(Message message) => message.MessageType switch
    {
        MessageType.User => message.PostedBy ?? "You",
        MessageType.System => "System",
        _ when IsOfTool(message) => "Tool",
        _ => message.AgentType is { } type and not AgentType.Primary ? AgentTypes.Name(type) : "Assistant",
    };

    /// <summary>What a tool answered to an agent, not what an agent says.</summary>
    public static bool IsOfTool(Message message) => message.MessageType == MessageType.Assistant && message.Metadata.ContainsKey("tool_call_id");

    /// <summary>The agent that posted it, where that is not the speaker.</summary>
    public static string? PostedByOf(Message message) => message.MessageType == MessageType.User ? null : message.PostedBy;

    /// <summary>Null when its client said nothing about it.</summary>
    public static long? TokensOf(Message message) =>
        message.Metadata["tokens"] is JsonValue value && long.TryParse(value.ToJsonString(), out var tokens) ? tokens : null;

    /// <summary>Only the user's own words are changed here.</summary>
    public static bool CanEdit(Message message) => message is { MessageType: MessageType.User, Status: MessageStatus.Complete or MessageStatus.Interrupted };

    public static bool CanJudge(Message message) =>
        message is { MessageType: MessageType.Assistant, Status: MessageStatus.Complete or MessageStatus.Interrupted } && !IsOfTool(message);
}
