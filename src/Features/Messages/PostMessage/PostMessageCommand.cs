using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Features.Shared;
using Chat.Features.Shared.Pipeline;
using Chat.Features.Shared.Telemetry;

namespace Chat.Features.Messages.PostMessage;

/// <summary>Adds a message to a session of the current user. What is null takes the contract's default.</summary>
/// <param name="Content">The text, kept exactly as it is: more than white space, at most <c>CHAT_MESSAGE_MAX_LENGTH</c> code points.</param>
/// <param name="MessageType">Who speaks; <c>user</c> when null.</param>
/// <param name="AgentType">The agent that speaks; an <c>assistant</c> message must name it.</param>
/// <param name="Metadata">A JSON object; <c>{}</c> when null.</param>
/// <param name="Status"><c>complete</c> when null; <c>streaming</c> for a message that more will be appended to, whose content may be empty.</param>
public sealed record PostMessageCommand(
    string? Content = null, MessageType? MessageType = null, AgentType? AgentType = null, JsonElement? Metadata = null, MessageStatus? Status = null)
    : ICommand<ChatMessage>, IMeasured<ChatMessage>
{
    private static readonly Counter<long> Posted =
        ChatTelemetry.Meter.CreateCounter<long>("chat.messages.posted", "{message}", "Messages that were stored");

    /// <summary>The session, from the path.</summary>
    [JsonIgnore]
    public long SessionId { get; init; }

    void IMeasured<ChatMessage>.Measure(ChatMessage response)
    {
        if (Posted.Enabled)
            Posted.Add(1, new("chat.message_type", response.TypeWord), new("chat.agent_type", response.AgentType is { } agent ? Wire.Name(agent) : "none"));
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PostMessageCommand))]
internal sealed partial class PostMessageJson : JsonSerializerContext;
