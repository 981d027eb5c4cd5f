using System.Text.Json.Serialization;
using Chat.Features.Shared.Pipeline;

namespace Chat.Features.Messages.PostMessageBatch;

/// <summary>Adds messages to a session of the current user, one behind the other: all of them or none.</summary>
/// <param name="Messages">1 to 100 messages.</param>
public sealed record PostMessageBatchCommand(IReadOnlyList<NewMessage>? Messages) : ICommand<PostMessageBatchResponse>
{
    /// <summary>Most messages of a batch.</summary>
    public const int MostMessages = 100;

    /// <summary>The session, from the path.</summary>
    [JsonIgnore]
    public long SessionId { get; init; }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PostMessageBatchCommand))]
[JsonSerializable(typeof(PostMessageBatchResponse))]
internal sealed partial class PostMessageBatchJson : JsonSerializerContext;
