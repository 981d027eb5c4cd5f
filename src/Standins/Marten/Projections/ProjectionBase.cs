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

    /// <summary>Applies the appended events of one stream and records the documents in the session.</summary>
    internal abstract ValueTask ApplyAsync(DocumentSession session, StreamAction stream, CancellationToken token);

    /// <summary>Starts the documents of one tenant from nothing.</summary>
    internal abstract IRebuild StartRebuild();

    /// <summary>Takes all events of one tenant in order, then replaces its documents.</summary>
    internal interface IRebuild
    {
        void Apply(IEvent e);

        void Record(DocumentSession session);
    }
}
