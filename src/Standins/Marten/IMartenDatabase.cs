// Marten's IMartenDatabase. Left out: everything but id sequences.
namespace Marten;

/// <summary>The database of a store.</summary>
public interface IMartenDatabase
{
    /// <summary>Hi-lo sequences of ids.</summary>
    ISequences Sequences { get; }
}
