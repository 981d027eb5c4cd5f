// Marten's SingleStreamProjection for string-keyed streams: one document a stream, the stream's key its id.
namespace Marten;

/// <summary>Keeps the snapshot of one stream.</summary>
/// <typeparam name="TDoc">The snapshot.</typeparam>
/// <typeparam name="TId">Always <c>string</c>: the stream's key.</typeparam>
public abstract class SingleStreamProjection<TDoc, TId> : AggregateProjection<TDoc, TId> where TDoc : notnull where TId : notnull
{
    internal override async ValueTask ApplyAsync(DocumentSession session, StreamAction stream, CancellationToken token)
    {
        var id = (TId)(object)stream.Key;
        var before = session.TryGetSnapshot<TDoc>(stream, out var fetched)
            ? fetched
            : await session.LoadDocumentAsync<TDoc>(stream.Key, token);
        var after = before;
        foreach (var e in stream.Events)
            after = Evolve(after, id, e);
        Record(session, before, after, id, stream.Version);
    }

    private protected override bool TryIdentify(IEvent e, out TId id)
    {
        id = (TId)(object)e.StreamKey!;
        return true;
    }
}
