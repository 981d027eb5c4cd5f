using System.Collections.Concurrent;
using System.Security.Claims;

namespace Chat.Host.Authentication;

/// <summary>
/// Tokens whose signature was verified with the service's own key, until they expire. That key never changes while the process
/// runs, so what was verified once stays verified; tokens of an authority are not kept, since it may withdraw a key.
/// </summary>
/// <param name="time">Tells when they expire.</param>
internal sealed class KnownTokens(TimeProvider time)
{
    // A token is some hundred bytes: at most a few megabytes, whatever callers send.
    internal const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Entry> _tokens = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Whom a verified token is for; null for one that is not known or has expired.</summary>
    /// <param name="header">The whole header <c>Authorization</c>.</param>
    public Entry? Find(string header)
    {
        if (!_tokens.TryGetValue(header, out var entry))
            return null;
        if (time.GetUtcNow() < entry.Identity.Until)
            return entry;
        if (_tokens.TryRemove(header, out _))
            Interlocked.Decrement(ref _count);
        return null;
    }

    /// <summary>Keeps a token that was verified just now.</summary>
    public void Keep(string header, Entry entry)
    {
        if (Volatile.Read(ref _count) >= Most)
        {
            _tokens.Clear();
            Volatile.Write(ref _count, 0);
        }
        if (_tokens.TryAdd(header, entry))
            Interlocked.Increment(ref _count);
    }

    /// <summary>A verified token.</summary>
    /// <param name="Principal">Its claims.</param>
    /// <param name="Identity">Whom it speaks for.</param>
    internal sealed record Entry(ClaimsPrincipal Principal, TokenIdentity Identity);
}
