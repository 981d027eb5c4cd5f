// Marten's EventGraph (options.Events): stream identity, tenancy and the names of event types. Left out: append modes, metadata, asynchronous upcasters.
using System.Text.Json;

namespace Marten;

/// <summary>The event types of a store and the names they are stored under.</summary>
public sealed class EventGraph
{
    private readonly Dictionary<Type, (string Name, string DotnetName)> _names = [];
    private readonly Dictionary<string, Func<object, object>> _upcasters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);

    /// <summary>What identifies a stream.</summary>
    public StreamIdentity StreamIdentity { get; set; } = StreamIdentity.AsString;

    /// <summary>How tenants share the tables.</summary>
    public TenancyStyle TenancyStyle { get; set; } = TenancyStyle.Conjoined;

    /// <summary>Names an event type after its class, in snake case.</summary>
    public EventGraph AddEventType<TEvent>()
    {
        Map(typeof(TEvent), JsonNamingPolicy.SnakeCaseLower.ConvertName(typeof(TEvent).Name));
        return this;
    }

    /// <summary>Names an event type, so that its class may be renamed or moved.</summary>
    public void MapEventType<TEvent>(string eventTypeName) where TEvent : class => Map(typeof(TEvent), eventTypeName);

    /// <summary>Reads events stored under a name in an old shape as events of today. The rows stay as they are.</summary>
    /// <typeparam name="TOldEvent">The shape that is stored.</typeparam>
    /// <typeparam name="TEvent">The shape that projections know.</typeparam>
    public EventGraph Upcast<TOldEvent, TEvent>(string eventTypeName, Func<TOldEvent, TEvent> upcast) where TOldEvent : class where TEvent : class
    {
        _types[eventTypeName] = typeof(TOldEvent);
        _upcasters[eventTypeName] = old => upcast((TOldEvent)old);
        return this;
    }

    /// <summary>An event as projections know it, whatever shape it was stored in.</summary>
    internal object Upcast(string name, object stored) => _upcasters.TryGetValue(name, out var upcast) ? upcast(stored) : stored;

    internal string NameOf(Type type) => _names.TryGetValue(type, out var name)
        ? name.Name
        : throw new InvalidOperationException($"{type.Name} is not an event type of this store.");

    /// <summary>What Marten writes beside the name, for stores that know no names of their own.</summary>
    internal string DotnetNameOf(Type type) => _names[type].DotnetName;

    internal Type? TypeOf(string name) => _types.GetValueOrDefault(name);

    private void Map(Type type, string name)
    {
        _names[type] = (name, $"{type.FullName}, {type.Assembly.GetName().Name}");
        _types[name] = type;
    }
}
