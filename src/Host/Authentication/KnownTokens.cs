using System.Collections.Concurrent;
using System.Security.Claims;

namespace Chat.Host.Authentication;

/// <summary>Caches tokens verified with the secret key until they expire; not an authority's, which may withdraw a key.</summary>
internal sealed class KnownTokens(TimeProvider time)
{
    // A few megabytes: a token has some hundred bytes.
    internal const int Most = 10_000;
    private readonly ConcurrentDictionary<string, Entry> _tokens = new(StringComparer.Ordinal);

    public Entry? Find(string header)
    {
        if (!_tokens.TryGetValue(header, out var entry) || time.GetUtcNow() < entry.Identity.Until)
            return entry;
        _tokens.TryRemove(header, out _);
        return null;
    }

    public void Keep(string header, Entry entry)
    {
        if (_tokens.Count >= Most)
            _tokens.Clear();
        _tokens.TryAdd(header, entry);
    }

    internal sealed record Entry(ClaimsPrincipal Principal, TokenIdentity Identity);
}
