// Marten's IBatchedQuery: several loads in one round trip. Left out: LINQ, compiled queries, event queries.
namespace Marten;

/// <summary>Loads that are sent together; each task completes when <see cref="Execute"/> has run.</summary>
public interface IBatchedQuery
{
    /// <summary>Event streams in the batch.</summary>
    IBatchEvents Events { get; }

    /// <summary>Adds the load of one document.</summary>
    Task<T?> Load<T>(long id) where T : class;

    /// <summary>Adds the load of one document.</summary>
    Task<T?> Load<T>(string id) where T : class;

    /// <summary>Sends the batch. Statements run in the order they were added, each on a fresh snapshot.</summary>
    Task Execute(CancellationToken token = default);
}
