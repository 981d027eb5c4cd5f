using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Features.Shared;
using Chat.Features.Shared.Pipeline;

namespace Chat.Features.Messages.PostMessage;

/// <summary>Adds a message to a session of the current user. What is null takes the contract's default.</summary>
/// <param name="Content">The text, kept exactly as it is: at most <c>CHAT_MESSAGE_MAX_LENGTH</c> code points, and more than white space unless it is streaming.</param>
/// <param name="MessageType">Who speaks; <c>user</c> when null.</param>
/// <param name="AgentType">The agent that speaks; an <c>assistant</c> message must name it.</param>
/// <param name="Metadata">A JSON object; <c>{}</c> when null.</param>
/// <param name="Status"><c>complete</c> when null; <c>streaming</c> for a message that more will be appended to.</param>
public sealed record PostMessageCommand(
    string? Content, MessageType? MessageType = null, AgentType? AgentType = null, JsonElement? Metadata = null, PostedStatus? Status = null)
    : ICommand<ChatMessage>
{
    /// <summary>The session, from the path.</summary>
    [JsonIgnore]
    public long SessionId { get; init; }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PostMessageCommand))]
internal sealed partial class PostMessageJson : JsonSerializerContext;
