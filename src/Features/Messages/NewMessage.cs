namespace Chat.Features.Messages;

/// <summary>A message to be added to a session. What is null takes the contract's default.</summary>
/// <param name="Content">
/// The text, kept exactly as it is: at most <c>CHAT_MESSAGE_MAX_LENGTH</c> code points, and more than white space unless it is
/// streaming or a turn of a tool.
/// </param>
/// <param name="MessageType">Who speaks; <c>user</c> when null.</param>
/// <param name="AgentType">The agent that speaks; an <c>assistant</c> message must name it.</param>
/// <param name="Metadata">A JSON object; <c>{}</c> when null. With <c>tool_calls</c> or <c>tool_call_id</c> it is a turn of a tool.</param>
/// <param name="Status"><c>complete</c> when null; <c>streaming</c> for a message that more will be appended to.</param>
public record NewMessage(
    [UpToSetting(nameof(ChatOptions.LargestMessageLength))] string? Content, MessageType? MessageType = null, AgentType? AgentType = null, JsonElement? Metadata = null, PostedStatus? Status = null)
{
    /// <summary>What other APIs call <c>message_type</c>: read only to refuse it, since the message would become the user's.</summary>
    [Browsable(false)]
    public JsonElement? Role { get; init; }

    internal bool IsToolTurn => Metadata is { ValueKind: JsonValueKind.Object } metadata && (Has(metadata, "tool_calls") || Has(metadata, "tool_call_id"));

    private static bool Has(JsonElement metadata, string member) => metadata.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null;
}
