// JasperFx's ProjectionBase: what all projections share.
namespace Marten;

/// <summary>Turns events into documents. Derive from <see cref="SingleStreamProjection{TDoc,TId}"/> or <see cref="MultiStreamProjection{TDoc,TId}"/>.</summary>
public abstract class ProjectionBase
{
    private protected ProjectionBase()
    {
    }

    internal abstract Type DocumentType { get; }

    internal abstract void Register(StoreOptions options);

    /// <summary>Applies events of one stream, appended or read back, and records the documents in the session.</summary>
    internal abstract ValueTask ApplyAsync(DocumentSession session, StreamAction stream, CancellationToken token);

    /// <summary>Deletes the tenant's documents, which are then made anew.</summary>
    internal abstract StorageOperation DeleteAll();
}
