// Marten's IBatchEvents: streams inside a batched query. Left out: everything but the exclusive fetch.
namespace Marten;

/// <summary>Event streams fetched in a batch.</summary>
public interface IBatchEvents
{
    /// <summary>Adds an exclusive fetch; add it first, since what is loaded before the lock is stale.</summary>
    Task<IEventStream<T>> FetchForExclusiveWriting<T>(string key) where T : class;
}
