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

    internal override StorageOperation DeleteAll() => new DeleteDocuments<TDoc>(Mapping);

    /// <summary>Which document an event belongs to.</summary>
    private protected abstract bool TryIdentify(IEvent e, out TId id);

    private protected void Record(DocumentSession session, TDoc? before, TDoc? after, TId id, long version)
    {
        if (after is not null)
            session.Record(new WriteDocument<TDoc>(Mapping, after, before is null ? WriteKind.Upsert : WriteKind.Overwrite, version));
        else if (before is not null)
            session.Record(new DeleteDocument<TDoc>(Mapping, id));
    }
}
