using System.Collections.Concurrent;

namespace Chat.Features.Messages;

/// <summary>Ids of messages. Take one before the user's stream is locked: a new hi-lo block needs another connection.</summary>
/// <remarks>Marten's sequence blocks while it fetches a block, so one background task does it for all calls.</remarks>
internal sealed class MessageIds(IDocumentStore store) : IDisposable
{
    private const int AtOnce = 50;

    private readonly ConcurrentQueue<long> _taken = new();
    private readonly SemaphoreSlim _taking = new(1);

    internal async ValueTask<long> NextAsync(CancellationToken token)
    {
        long id;
        while (!_taken.TryDequeue(out id))
        {
            await _taking.WaitAsync(token);
            await Task.Run(TakeSome, CancellationToken.None).WaitAsync(token);
        }
        return id;
    }

    /// <summary>Ascending. Many are taken at once: one by one they would wait for a thread for each fifty, which took half a minute on a busy machine.</summary>
    internal async ValueTask<long[]> NextAsync(int count, CancellationToken token)
    {
        if (count > AtOnce)
        {
            await _taking.WaitAsync(token);
            return await Task.Run(() => Take(count), CancellationToken.None).WaitAsync(token);
        }
        var taken = new long[count];
        for (var i = 0; i < count; i++)
            taken[i] = await NextAsync(token);
        return taken;
    }

    public void Dispose() => _taking.Dispose();

    private void TakeSome()
    {
        foreach (var id in Take(AtOnce - _taken.Count))
            _taken.Enqueue(id);
    }

    /// <summary>Takes the next ids, and lets the next one take.</summary>
    private long[] Take(int count)
    {
        try
        {
            var sequence = store.Storage.Database.Sequences.SequenceFor(typeof(ChatMessage));
            var taken = new long[Math.Max(count, 0)];
            for (var i = 0; i < taken.Length; i++)
                taken[i] = sequence.NextLong();
            return taken;
        }
        finally
        {
            _taking.Release();
        }
    }
}
