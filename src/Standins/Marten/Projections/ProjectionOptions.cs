// Marten's ProjectionOptions: registers projections. Left out: async projections, subscriptions, snapshots without a class.
namespace Marten;

/// <summary>The inline projections of a store.</summary>
public sealed class ProjectionOptions
{
    private readonly StoreOptions _options;

    internal ProjectionOptions(StoreOptions options) => _options = options;

    internal List<ProjectionBase> Inline { get; } = [];

    /// <summary>Adds a projection that runs in the transaction of the events.</summary>
    public void Add<TProjection>(ProjectionLifecycle lifecycle) where TProjection : ProjectionBase, new()
    {
        if (lifecycle != ProjectionLifecycle.Inline)
            throw new ArgumentOutOfRangeException(nameof(lifecycle), lifecycle, "Only inline projections are known.");
        var projection = new TProjection();
        projection.Register(_options);
        Inline.Add(projection);
    }
}
