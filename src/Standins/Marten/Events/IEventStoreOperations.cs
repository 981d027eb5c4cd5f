// Marten's IEventStoreOperations for string-keyed streams. Left out: starting streams by name, optimistic fetches, archiving, Guid keys, async daemons.
namespace Marten;

/// <summary>The event streams of the session's tenant.</summary>
public interface IEventStoreOperations
{
    /// <summary>Locks the stream until the end of the transaction and returns its snapshot. A stream that does not exist has no aggregate and takes no lock.</summary>
    /// <exception cref="StreamLockedException">The lock was not to be had within the command timeout.</exception>
    Task<IEventStream<T>> FetchForExclusiveWriting<T>(string key, CancellationToken cancellation = default) where T : class;

    /// <summary>Reads events in the order of their versions.</summary>
    Task<IReadOnlyList<IEvent>> FetchStreamAsync(string streamKey, long version = 0, DateTimeOffset? timestamp = null, long fromVersion = 0, CancellationToken token = default);
}
