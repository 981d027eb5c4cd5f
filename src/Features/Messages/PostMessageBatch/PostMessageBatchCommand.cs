namespace Chat.Features.Messages.PostMessageBatch;

/// <summary>Adds messages to a session of the current user, one behind the other: all of them or none.</summary>
/// <param name="Messages">1 to 100 messages.</param>
public sealed record PostMessageBatchCommand([Length(1, 100)] IReadOnlyList<NewMessage>? Messages)
    : ICommand<PostMessageBatchResponse>, IFromBody<PostMessageBatchCommand>, IMeasured<PostMessageBatchResponse>
{
    [JsonIgnore, FromRoute]
    public long SessionId { get; init; }

    void IMeasured<PostMessageBatchResponse>.Measure(PostMessageBatchResponse response)
    {
        foreach (var message in response.Messages)
            MessageMetrics.Count(message);
    }
}
