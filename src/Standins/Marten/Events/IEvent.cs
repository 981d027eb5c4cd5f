// Marten's IEvent: an event with its metadata. Left out: causation, correlation, headers, tombstones.
namespace Marten;

/// <summary>An event with the place it has in its stream.</summary>
public interface IEvent
{
    /// <summary>Unique id of the event.</summary>
    Guid Id { get; }

    /// <summary>Place in its stream: 1, 2, 3 … without gaps.</summary>
    long Version { get; }

    /// <summary>Place in the whole store; 0 while inline projections run.</summary>
    long Sequence { get; }

    /// <summary>The event itself.</summary>
    object Data { get; }

    /// <summary>Key of its stream.</summary>
    string? StreamKey { get; }

    /// <summary>When it was appended (UTC; 100 ns ticks in inline projections, microseconds when read).</summary>
    DateTimeOffset Timestamp { get; }

    /// <summary>The tenant it belongs to.</summary>
    string TenantId { get; }

    /// <summary>The .NET type of <see cref="Data"/>.</summary>
    Type EventType { get; }

    /// <summary>The name the event is stored under.</summary>
    string EventTypeName { get; }
}
