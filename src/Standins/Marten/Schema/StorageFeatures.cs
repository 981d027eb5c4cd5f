// Marten's StorageFeatures: schema objects beside the documents. Left out: all objects but sequences.
namespace Marten;

/// <summary>Schema objects beside documents and events.</summary>
public sealed class StorageFeatures
{
    /// <summary>Sequences to be created with the schema.</summary>
    public IList<Sequence> ExtendedSchemaObjects { get; } = [];
}
