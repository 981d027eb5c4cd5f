// Marten's IJsonLoader: stored JSON without a parse. Left out: sync methods, other id types.
namespace Marten;

/// <summary>Reads the JSON of documents as it is stored, filtered by tenant.</summary>
public interface IJsonLoader
{
    /// <summary>The JSON of one document, or null.</summary>
    Task<string?> FindByIdAsync<T>(string id, CancellationToken token = default) where T : class;

    /// <summary>Writes the JSON of one document to a stream; false when there is none.</summary>
    Task<bool> StreamById<T>(long id, Stream destination, CancellationToken token = default) where T : class;

    /// <summary>Writes the JSON of one document to a stream; false when there is none.</summary>
    Task<bool> StreamById<T>(string id, Stream destination, CancellationToken token = default) where T : class;
}
