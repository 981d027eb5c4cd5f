namespace Chat.Features.Messages;

/// <summary>The ids in the path of a command that changes one message.</summary>
public abstract record MessageCommand
{
    /// <summary>The session, from the path.</summary>
    [JsonIgnore, FromRoute]
    public long SessionId { get; init; }

    /// <summary>The message, from the path.</summary>
    [JsonIgnore, FromRoute]
    public long MessageId { get; init; }
}
