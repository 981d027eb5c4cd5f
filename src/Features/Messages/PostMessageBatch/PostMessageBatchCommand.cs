namespace Chat.Features.Messages.PostMessageBatch;

/// <summary>Adds messages to a session of the current user, one behind the other: all of them or none.</summary>
/// <param name="Messages">1 to 100 messages.</param>
public sealed record PostMessageBatchCommand(IReadOnlyList<NewMessage>? Messages) : ICommand<PostMessageBatchResponse>, IMeasured<PostMessageBatchResponse>
{
    /// <summary>Most messages of a batch.</summary>
    public const int MostMessages = 100;

    /// <summary>The session, from the path.</summary>
    [JsonIgnore]
    public long SessionId { get; init; }

    void IMeasured<PostMessageBatchResponse>.Measure(PostMessageBatchResponse response)
    {
        foreach (var message in response.Messages)
            MessageMetrics.Count(message);
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PostMessageBatchCommand))]
[JsonSerializable(typeof(PostMessageBatchResponse))]
internal sealed partial class PostMessageBatchJson : JsonSerializerContext;
