namespace Chat.Features.Live.WatchDraft;

/// <summary>Chunks of a UI-message stream.</summary>
/// <param name="Chunks">Each as JSON, on one line.</param>
/// <param name="Next">Reads from the position after them.</param>
/// <param name="Version">The version of the user's stream.</param>
/// <param name="IsEnd">Whether the message is closed, or gone.</param>
public sealed record DraftPage(IReadOnlyList<string> Chunks, WatchDraftQuery Next, long Version, bool IsEnd) : IEventPage
{
    bool IEventPage.IsGrowing => true;

    bool IEventPage.IsMore => false;

    /// <summary>What a reader at a position gets of the message as it is now; null when it is gone.</summary>
    internal static DraftPage Of(WatchDraftQuery request, DraftPosition seen, DraftState? now, long version)
    {
        List<string> chunks = request.Seen is null ? [UiMessageChunk.Start(seen.MessageId), UiMessageChunk.TextStart] : [];
        // The text that was sent is no longer that of the message.
        var wrong = now switch
        {
            null or { Status: MessageStatus.Deleted } => "The message was deleted",
            { Revision: > 1 } => "The message was changed; read it again",
            _ => null,
        };
        if (wrong is not null)
            return new([.. chunks, UiMessageChunk.Error(wrong)], request, version, IsEnd: true);

        if (now!.More.Length > 0)
            chunks.Add(UiMessageChunk.TextDelta(now.More));
        if (now.Status != MessageStatus.Streaming)
            chunks.AddRange([UiMessageChunk.TextEnd, now.Status == MessageStatus.Complete ? UiMessageChunk.Finish : UiMessageChunk.Abort]);
        var position = seen with { Length = seen.Length + CodePoints.Count(now.More) };
        return new(chunks, request with { Seen = position }, version, now.Status != MessageStatus.Streaming);
    }

    void IEventPage.WriteTo(IBufferWriter<byte> writer)
    {
        foreach (var chunk in IsEnd ? Chunks.Append(UiMessageChunk.Done) : Chunks)
            Encoding.UTF8.GetBytes($"data: {chunk}\n\n", writer);
    }

    async Task<IEventPage> IEventPage.NextAsync(IMediator mediator, CancellationToken token) => (await mediator.Send(Next, token))!;
}
