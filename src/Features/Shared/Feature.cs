namespace Chat.Features.Shared;

/// <summary>The documents, events and services of an area. Found by reflection: nothing else names an area.</summary>
public abstract class Feature
{
    public virtual IReadOnlyCollection<DocumentTable> Documents => [];

    /// <summary>
    /// Its events by their stored names, which never change. An event of another shape gets a new name, and the old one is read
    /// through <c>Events.Upcast</c> (docs/adr/0009-schema-and-events-that-evolve.md).
    /// </summary>
    public virtual IReadOnlyDictionary<string, Type> Events { get; } = new Dictionary<string, Type>(StringComparer.Ordinal);

    /// <summary>Declares what the store needs to know beside documents and events: projections, sequences.</summary>
    public virtual void ConfigureStore(StoreOptions store)
    {
    }

    /// <summary>Registers its services.</summary>
    public virtual void AddServices(IServiceCollection services)
    {
    }
}
