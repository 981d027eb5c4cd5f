using System.Text.Json.Nodes;

namespace Chat.Features.Transfer.ImportSessions;

/// <summary>A message of another service.</summary>
/// <param name="Role">Who speaks, by the words that these services share.</param>
/// <param name="Texts">Its text, in parts.</param>
/// <param name="Others">Its parts that are no text.</param>
/// <param name="At">When it was sent, if it says so.</param>
/// <param name="IsComplete">Whether all of it is there.</param>
internal sealed record ForeignMessage(string? Role, IReadOnlyList<string> Texts, IReadOnlyList<JsonElement> Others, DateTimeOffset? At, bool IsComplete)
{
    private const string Tool = "tool";

    /// <summary>What else is kept of it; null members are left out.</summary>
    internal IReadOnlyList<(string Name, JsonElement? Value)> Metadata { get; init; } = [];

    /// <summary>Null for a message that holds nothing.</summary>
    internal ChatMessage? ToMessage(DateTimeOffset otherwise)
    {
        var text = string.Join("\n\n", Texts.Where(part => !string.IsNullOrWhiteSpace(part)));
        if (text.Length == 0 && Others.Count == 0)
            return null;
        var type = Role switch
        {
            "user" => MessageType.User,
            "system" => MessageType.System,
            _ => MessageType.Assistant,
        };
        var at = At ?? otherwise;
        return new ChatMessage
        {
            Content = text.Length > 0 ? text : Placeholder(Others[0]),
            MessageType = type,
            AgentType = type == MessageType.Assistant ? AgentType.Primary : null,
            CreatedAt = at,
            UpdatedAt = at,
            Metadata = MetadataOf(),
            Status = IsComplete ? MessageStatus.Complete : MessageStatus.Interrupted,
        };
    }

    // The name of its kind in the place of what can't be read.
    private static string Placeholder(JsonElement part) => $"[{part.Text("content_type") ?? part.Text("type") ?? "no text"}]";

    /// <summary>With the parts that are no text, unless they are too large for metadata.</summary>
    private JsonElement MetadataOf()
    {
        var members = new JsonObject();
        foreach (var (name, value) in Metadata)
        {
            if (value is { } given)
                members[name] = ToNode(given);
        }
        if (Role == Tool)
            members["tool_call_id"] ??= members["source_id"]?.DeepClone() ?? "";
        if (Others.Count > 0)
            members["parts"] = new JsonArray([.. Others.Select(ToNode)]);
        var all = ToElement(members);
        if (MetadataRules.Problem(all) is null)
            return all;
        members.Remove("parts");
        members["parts_left_out"] = Others.Count;
        var rest = ToElement(members);
        return MetadataRules.Problem(rest) is null ? rest : ChatJson.EmptyObject;
    }

    private static JsonNode? ToNode(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(json),
        JsonValueKind.Array => JsonArray.Create(json),
        _ => JsonValue.Create(json),
    };

    private static JsonElement ToElement(JsonObject members) => JsonElement.Parse(members.ToJsonString(ChatJson.Options));
}
