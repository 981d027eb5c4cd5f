// Marten's StreamAction: the events that a unit of work appends to one stream. Left out: Guid keys, archiving, custom metadata.
using System.Text.Json;

namespace Marten;

/// <summary>What happens to one stream in a unit of work.</summary>
internal sealed class StreamAction
{
    private readonly List<IEvent> _events = [];
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

    internal string Key { get; }

    internal IReadOnlyList<IEvent> Events => _events;

    internal string TenantId { get; }

    internal Type AggregateType { get; }

    internal string AggregateTypeName => JsonNamingPolicy.SnakeCaseLower.ConvertName(AggregateType.Name);

    internal long StartingVersion { get; }

    /// <summary>Whether the stream's row is to be inserted, and not updated.</summary>
    internal bool IsNew { get; }

    internal long Version => _events.Count == 0 ? StartingVersion : _events[^1].Version;

    /// <summary>Events that are stored already, to be projected once more.</summary>
    internal static StreamAction OfStored(EventGraph graph, string tenantId, IEnumerable<IEvent> events)
    {
        var action = new StreamAction(graph, tenantId, tenantId, typeof(object), startingVersion: 0);
        action._events.AddRange(events);
        return action;
    }

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
