namespace Chat.AgentFramework.History;

/// <summary>What the metadata of a stored message say of the framework's message that it is, or a part of.</summary>
/// <param name="Message">The whole message as JSON, in its last part of text; its only text is in the content instead.</param>
/// <param name="Json">For a message that is larger or deeper than metadata may be: a slice of its JSON.</param>
/// <param name="Group">Common to the parts of a message; null for one that is whole.</param>
/// <param name="Part">1, 2, 3 …</param>
/// <param name="Last">Whether it is the last part.</param>
/// <param name="Placeholder">The content says what is there, and is no text of the message.</param>
internal sealed record MessageMark(
    JsonObject? Message = null, string? Json = null, string? Group = null, int? Part = null, bool? Last = null, bool? Placeholder = null)
{
    /// <summary>The member of metadata.</summary>
    internal const string Member = "agent_framework";

    /// <summary>Anybody may write metadata: what can't be read is none.</summary>
    internal static MessageMark? Of(Message message)
    {
        try
        {
            return message.Metadata[Member]?.Deserialize(MarkJson.Default.MessageMark);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal JsonNode ToJson() => JsonSerializer.SerializeToNode(this, MarkJson.Default.MessageMark)!;
}
