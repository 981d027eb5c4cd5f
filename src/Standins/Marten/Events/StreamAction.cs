// Marten's StreamAction: the events that a unit of work appends to one stream. Left out: Guid keys, archiving, custom metadata.
using System.Text.Json;

namespace Marten;

/// <summary>What happens to one stream in a unit of work.</summary>
public sealed class StreamAction
{
    private readonly List<StoredEvent> _events = [];
    private readonly EventGraph _graph;

    internal StreamAction(EventGraph graph, string tenantId, string key, Type aggregateType, long? startingVersion)
    {
        _graph = graph;
        TenantId = tenantId;
        Key = key;
        AggregateType = aggregateType;
        StartingVersion = startingVersion ?? 0;
        IsNew = startingVersion is null;
    }

    /// <summary>The stream's key.</summary>
    public string Key { get; }

    /// <summary>The events appended so far.</summary>
    public IReadOnlyList<IEvent> Events => _events;

    internal string TenantId { get; }

    internal Type AggregateType { get; }

    internal string AggregateTypeName => JsonNamingPolicy.SnakeCaseLower.ConvertName(AggregateType.Name);

    internal long StartingVersion { get; }

    /// <summary>Whether the stream's row is to be inserted, and not updated.</summary>
    internal bool IsNew { get; }

    internal long Version => StartingVersion + _events.Count;

    internal void Append(IEnumerable<object> events)
    {
        foreach (var data in events)
        {
            _events.Add(new StoredEvent(data, _graph.NameOf(data.GetType()))
            {
                // Version 7 keeps ids of one time together.
                Id = Guid.CreateVersion7(),
                StreamKey = Key,
                TenantId = TenantId,
                Version = Version + 1,
                Timestamp = DateTimeOffset.UtcNow,
            });
        }
    }
}
