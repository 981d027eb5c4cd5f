using System.Collections.Concurrent;
using System.Diagnostics;

namespace Chat.Soak;

/// <summary>An acknowledged message.</summary>
internal sealed record Acknowledged(string User, long Session, long Id, long Sequence);

/// <summary>All answers of the service to all clients.</summary>
internal sealed class Ledger(int hosts)
{
    private readonly ConcurrentDictionary<string, Acknowledged> _acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _unknown = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly long[] _lastOf = new long[hosts];
    private long _slowest;

    /// <summary>By content, which is unique.</summary>
    public IReadOnlyDictionary<string, Acknowledged> Acknowledged => _acknowledged;

    /// <summary>Contents of calls that ended with a 503 or without an answer: stored once, or not at all.</summary>
    public IReadOnlyCollection<string> Unknown => (IReadOnlyCollection<string>)_unknown.Keys;

    /// <summary>Those of <see cref="Unknown"/> that were answered.</summary>
    public int Refused => _unknown.Values.Count(isAnswered => isAnswered);

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
