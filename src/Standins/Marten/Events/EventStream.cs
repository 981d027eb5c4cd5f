// The one implementation of IEventStream.
namespace Marten;

internal sealed class EventStream<T>(StreamAction action, T? aggregate) : IEventStream<T> where T : class
{
    public T? Aggregate { get; } = aggregate;

    public long? StartingVersion => action.StartingVersion;

    public long? CurrentVersion => action.Version;

    public string? Key => action.Key;

    public IReadOnlyList<IEvent> Events => action.Events;

    public void AppendOne(object @event) => action.Append([@event]);

    public void AppendMany(params object[] events) => action.Append(events);
}
