// Marten's EventStoreOperations. See IEventStoreOperations for what is left out.

namespace Marten;

internal sealed class EventStoreOperations(DocumentSession session) : IEventStoreOperations
{
    public async Task<IEventStream<T>> FetchForExclusiveWriting<T>(string key, CancellationToken cancellation = default) where T : class
    {
        // Who fetches without a batch will ask for more: the transaction is not shared.
        var batch = new BatchedQuery(session, mayShare: false);
        var stream = batch.Events.FetchForExclusiveWriting<T>(key);
        await batch.Execute(cancellation);
        return await stream;
    }

    public Task<IReadOnlyList<IEvent>> FetchStreamAsync(string streamKey, long version = 0, DateTimeOffset? timestamp = null, long fromVersion = 0, CancellationToken token = default) =>
        session.ReadEventsAsync(streamKey, version, timestamp, fromVersion, token);
}
