// Marten's Event<T>: the one implementation of IEvent.
namespace Marten;

internal sealed class StoredEvent(object data, string typeName) : IEvent
{
    public Guid Id { get; init; }

    public long Version { get; set; }

    public long Sequence { get; init; }

    public object Data { get; } = data;

    public string? StreamKey { get; init; }

    public DateTimeOffset Timestamp { get; set; }

    public required string TenantId { get; init; }

    public Type EventType => Data.GetType();

    public string EventTypeName { get; } = typeName;
}
