namespace Chat.Features.Live;

/// <summary>What a reader of an event stream gets at once.</summary>
internal interface IEventPage
{
    /// <summary>The version of the user's stream when it was read.</summary>
    long Version { get; }

    /// <summary>Whether a message grows, which changes no version.</summary>
    bool IsGrowing { get; }

    /// <summary>Whether the next page can be read at once.</summary>
    bool IsMore { get; }

    /// <summary>Whether it is the last one.</summary>
    bool IsEnd { get; }

    void WriteTo(IBufferWriter<byte> writer);

    /// <summary>Reads what came after it.</summary>
    Task<IEventPage> NextAsync(IMediator mediator, CancellationToken token);
}
