// Marten's MartenRegistry: names document types. Left out: the fluent mapping; a document maps itself with ConfigureMarten.
namespace Marten;

/// <summary>Names the document types of a store.</summary>
public sealed class MartenRegistry
{
    private readonly StoreOptions _options;

    internal MartenRegistry(StoreOptions options) => _options = options;

    /// <summary>Makes a type a document, mapped by its own <c>ConfigureMarten</c>.</summary>
    public DocumentMapping For<T>() where T : notnull => _options.AddMapping<T>();
}
