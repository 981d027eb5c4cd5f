// Marten's MultiStreamProjection, inline: documents named by the events themselves. Left out: fan-out, groupers, event slicers.
// It is exact only because all events of a tenant come through one stream, fetched for exclusive writing.
namespace Marten;

/// <summary>Keeps documents that events name by an id of their own.</summary>
/// <typeparam name="TDoc">The document.</typeparam>
/// <typeparam name="TId">Its id.</typeparam>
public abstract class MultiStreamProjection<TDoc, TId> : AggregateProjection<TDoc, TId> where TDoc : notnull where TId : notnull
{
    private readonly List<Func<object, (bool Known, TId Id)>> _identities = [];

    /// <summary>Tells which document events of a type belong to.</summary>
    public void Identity<TEvent>(Func<TEvent, TId> identity) =>
        _identities.Add(data => data is TEvent known ? (true, identity(known)) : default);

    internal override async ValueTask ApplyAsync(DocumentSession session, StreamAction stream, CancellationToken token)
    {
        var slices = new Dictionary<TId, List<IEvent>>();
        foreach (var e in stream.Events)
        {
            if (!TryIdentify(e, out var id))
                continue;
            if (!slices.TryGetValue(id, out var slice))
                slices.Add(id, slice = []);
            slice.Add(e);
        }

        if (slices.Count == 0)
            return;
        var documents = await session.LoadForProjectionAsync(Mapping, slices.Keys, token);
        foreach (var (id, events) in slices)
        {
            var before = documents.GetValueOrDefault(id);
            var after = before;
            foreach (var e in events)
                after = Evolve(after, id, e);
            if (!ReferenceEquals(before, after))
                Record(session, before, after, id, events[^1].Version);
        }
    }

    private protected override bool TryIdentify(IEvent e, out TId id)
    {
        foreach (var identity in _identities)
        {
            var (known, found) = identity(e.Data);
            if (known)
            {
                id = found;
                return true;
            }
        }
        id = default!;
        return false;
    }
}
