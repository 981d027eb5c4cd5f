// JasperFx's JasperFxAggregationProjectionBase: evolves one document from events. Left out: conventional methods, async evolving.
namespace Marten;

/// <summary>A projection whose documents evolve event by event.</summary>
/// <typeparam name="TDoc">The document.</typeparam>
/// <typeparam name="TId">Its id: <c>string</c> or <c>long</c>.</typeparam>
public abstract class AggregateProjection<TDoc, TId> : ProjectionBase where TDoc : notnull where TId : notnull
{
    private protected AggregateProjection()
    {
    }

    private protected DocumentMapping<TDoc> Mapping { get; private set; } = null!;

    /// <summary>The document after one more event; null deletes it. Must be deterministic and must not touch <paramref name="snapshot"/>.</summary>
    public abstract TDoc? Evolve(TDoc? snapshot, TId id, IEvent e);

    internal override void Register(StoreOptions options)
    {
        Mapping = options.AddMapping<TDoc>();
        Mapping.IsProjected = true;
    }

    internal override Type DocumentType => typeof(TDoc);

    internal override IRebuild StartRebuild() => new Rebuild(this);

    /// <summary>Which document an event belongs to.</summary>
    private protected abstract bool TryIdentify(IEvent e, out TId id);

    private protected void Record(DocumentSession session, TDoc? before, TDoc? after, TId id, long version)
    {
        if (after is not null)
            session.Record(new WriteDocument<TDoc>(Mapping, after, before is null ? WriteKind.Upsert : WriteKind.Overwrite, version));
        else if (before is not null)
            session.Record(new DeleteDocument<TDoc>(Mapping, id));
    }

    private sealed class Rebuild(AggregateProjection<TDoc, TId> projection) : IRebuild
    {
        private readonly Dictionary<TId, (TDoc Document, long Version)> _documents = [];

        public void Apply(IEvent e)
        {
            if (!projection.TryIdentify(e, out var id))
                return;
            var (before, version) = _documents.GetValueOrDefault(id);
            var after = projection.Evolve(before, id, e);
            if (after is null)
                _documents.Remove(id);
            else if (!ReferenceEquals(before, after) || version == 0)
                _documents[id] = (after, e.Version);
        }

        public void Record(DocumentSession session)
        {
            session.Record(new DeleteOthers<TDoc>(projection.Mapping, _documents.Keys.ToArray()));
            foreach (var (document, version) in _documents.Values)
                session.Record(new WriteDocument<TDoc>(projection.Mapping, document, WriteKind.Upsert, version));
        }
    }
}
