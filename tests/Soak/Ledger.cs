using System.Collections.Concurrent;
using System.Diagnostics;

namespace Chat.Soak;

/// <summary>An acknowledged message.</summary>
internal sealed record Acknowledged(string User, long Session, long Id, long Sequence);

/// <summary>What was erased for sure: a session of a user, or with null the user.</summary>
internal sealed record Erased(string User, long? Session);

/// <summary>All answers of the service to all clients.</summary>
internal sealed class Ledger(int hosts)
{
    private readonly ConcurrentDictionary<string, Acknowledged> _acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _unknown = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _deleted = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Erased> _erased = new();
    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly long[] _lastOf = new long[hosts];
    private long _slowest, _searches;

    /// <summary>By content, which is unique.</summary>
    public IReadOnlyDictionary<string, Acknowledged> Acknowledged => _acknowledged;

    /// <summary>Contents of calls that ended with a 503 or without an answer: stored once, or not at all.</summary>
    public IReadOnlyCollection<string> Unknown => (IReadOnlyCollection<string>)_unknown.Keys;

    /// <summary>Those of <see cref="Unknown"/> that were answered.</summary>
    public int Refused => _unknown.Values.Count(isAnswered => isAnswered);

    /// <summary>Contents of acknowledged messages that were to be deleted, and whether that was acknowledged too.</summary>
    public IReadOnlyDictionary<string, bool> Deleted => _deleted;

    /// <summary>What was erased.</summary>
    public IReadOnlyCollection<Erased> Erased => _erased;

    /// <summary>Searches that were answered.</summary>
    public long Searches => Interlocked.Read(ref _searches);

    /// <summary>Answers that no fault explains.</summary>
    public IReadOnlyCollection<string> Wrong => _wrong;

    public TimeSpan SlowestAnswer => TimeSpan.FromTicks(Interlocked.Read(ref _slowest));

    public void Acknowledge(int host, string content, Acknowledged message)
    {
        _acknowledged[content] = message;
        Interlocked.Exchange(ref _lastOf[host], Stopwatch.GetTimestamp());
    }

    /// <param name="content">What was sent.</param>
    /// <param name="isAnswered">Whether there was an answer, which was no acknowledgement.</param>
    public void Doubt(string content, bool isAnswered) => _unknown[content] = isAnswered;

    public void Delete(string content, bool isAcknowledged) => _deleted[content] = isAcknowledged;

    public void Search() => Interlocked.Increment(ref _searches);

    public void Erase(Erased gone) => _erased.Enqueue(gone);

    public void Complain(string answer) => _wrong.Enqueue(answer);

    public void Took(TimeSpan time)
    {
        for (var slowest = Interlocked.Read(ref _slowest); time.Ticks > slowest; slowest = Interlocked.Read(ref _slowest))
            Interlocked.CompareExchange(ref _slowest, time.Ticks, slowest);
    }

    /// <summary>Waits until every host has acknowledged something after a moment.</summary>
    /// <returns>Whether that was within the patience.</returns>
    public async Task<bool> AllAcknowledgeAsync(long after, TimeSpan patience)
    {
        while (!Enumerable.Range(0, hosts).All(host => Interlocked.Read(ref _lastOf[host]) > after))
        {
            if (Stopwatch.GetElapsedTime(after) > patience)
                return false;
            await Task.Delay(5);
        }
        return true;
    }
}
