// Marten's ISequences. Left out: settings per type.
namespace Marten;

/// <summary>Hi-lo sequences, one per document type, shared by all tenants.</summary>
public interface ISequences
{
    /// <summary>The sequence of a document type.</summary>
    ISequence SequenceFor(Type documentType);
}
