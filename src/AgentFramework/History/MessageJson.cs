using System.Text.RegularExpressions;

namespace Chat.AgentFramework.History;

/// <summary>Messages of the framework as JSON.</summary>
internal static partial class MessageJson
{
    /// <summary>Arguments of tools may be deep.</summary>
    internal const int MaxDepth = 500;

    // jsonb moves the discriminator behind other members.
    internal static readonly JsonSerializerOptions Options = new(AgentAbstractionsJsonUtilities.DefaultOptions) { AllowOutOfOrderMetadataProperties = true, MaxDepth = MaxDepth };

    /// <param name="message">The message.</param>
    /// <param name="keepsText">Whether its text stays in the JSON, where it is not in the content.</param>
    internal static string Write(ChatMessage message, bool keepsText)
    {
        var copy = message.Clone();
        copy.AdditionalProperties = ChatMessages.Own(message.AdditionalProperties);
        var json = JsonSerializer.SerializeToNode(copy, Options)!;
        if (!keepsText && message.Contents.OfType<TextContent>().Count() == 1)
            json["contents"]![message.Contents.ToList().FindIndex(content => content is TextContent)]!["text"] = "";
        // The service refuses U+0000.
        return Zero().Replace(json.ToJsonString(Options), "${before}\uFFFD");
    }

    /// <summary>Null for what is none, and for a message of another role: the service says who speaks, not metadata, which anybody may write.</summary>
    internal static ChatMessage? Read(string json, MessageType type)
    {
        try
        {
            var message = JsonSerializer.Deserialize<ChatMessage>(json, Options);
            return message is not null && TypeOf(message.Role) == type ? message : null;
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Tools and unknown roles speak as an assistant.</summary>
    internal static MessageType TypeOf(ChatRole role) =>
        role == ChatRole.User ? MessageType.User : role == ChatRole.System ? MessageType.System : MessageType.Assistant;

    [GeneratedRegex(@"(?<!\\)(?<before>(\\\\)*)\\u0000", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Zero();
}
