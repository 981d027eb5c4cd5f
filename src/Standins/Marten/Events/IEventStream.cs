// Marten's IEventStream: a fetched stream with its snapshot. Left out: expected-version checks, natural keys.
namespace Marten;

/// <summary>A stream fetched for writing.</summary>
public interface IEventStream<out T> where T : notnull
{
    /// <summary>The snapshot as fetched, or null for a new stream. Never change it.</summary>
    T? Aggregate { get; }

    /// <summary>The stream's version when fetched; 0 for a new stream.</summary>
    long? StartingVersion { get; }

    /// <summary>The version with the appended events.</summary>
    long? CurrentVersion { get; }

    /// <summary>The stream's key.</summary>
    string? Key { get; }

    /// <summary>The events appended so far.</summary>
    IReadOnlyList<IEvent> Events { get; }

    /// <summary>Appends one event.</summary>
    void AppendOne(object @event);

    /// <summary>Appends events in order.</summary>
    void AppendMany(params object[] events);
}
