namespace Chat.Features.Live.WatchEvents;

/// <summary>Events in order.</summary>
/// <param name="Events">The events.</param>
/// <param name="Next">Reads from the position after them.</param>
/// <param name="IsMore">Whether there are more events now.</param>
/// <param name="IsEnd">Whether there will be no more: what the reader watched was erased or purged.</param>
public sealed record EventPage(IReadOnlyList<LiveEvent> Events, WatchEventsQuery Next, bool IsMore, bool IsEnd = false) : IEventPage
{
    long IEventPage.Version => Next.Seen!.Version;

    bool IEventPage.IsGrowing => !Next.Seen!.Growing!.IsEmpty;

    void IEventPage.WriteTo(IBufferWriter<byte> writer)
    {
        foreach (var e in Events)
            e.WriteTo(writer);
    }

    async Task<IEventPage> IEventPage.NextAsync(IMediator mediator, CancellationToken token) => await mediator.Send(Next, token);
}
