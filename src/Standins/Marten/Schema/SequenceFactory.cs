// Marten's SequenceFactory.
using System.Collections.Concurrent;

namespace Marten;

internal sealed class SequenceFactory(StoreOptions options) : ISequences
{
    private readonly ConcurrentDictionary<Type, HiloSequence> _sequences = new();

    public ISequence SequenceFor(Type documentType) => _sequences.GetOrAdd(documentType, type => new HiloSequence(options, type.Name));
}
