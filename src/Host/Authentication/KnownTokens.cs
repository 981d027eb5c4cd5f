using System.Collections.Concurrent;
using System.Security.Claims;

namespace Chat.Host.Authentication;

/// <summary>
/// Tokens whose signature was verified with the service's own key, until they expire. That key never changes while the process
/// runs, so what was verified once stays verified; tokens of an authority are not kept, since it may withdraw a key.
/// </summary>
internal sealed class KnownTokens(TimeProvider time)
{
    // A token is some hundred bytes: at most a few megabytes, whatever callers send.
    internal const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Entry> _tokens = new(StringComparer.Ordinal);

    /// <summary>Whom a verified token is for; null for one that is not known or has expired.</summary>
    /// <param name="header">The whole header <c>Authorization</c>.</param>
    public Entry? Find(string header)
    {
        if (!_tokens.TryGetValue(header, out var entry) || time.GetUtcNow() < entry.Identity.Until)
            return entry;
        _tokens.TryRemove(header, out _);
        return null;
    }

    /// <summary>Keeps a token that was verified just now.</summary>
    public void Keep(string header, Entry entry)
    {
        if (_tokens.Count >= Most)
            _tokens.Clear();
        _tokens.TryAdd(header, entry);
    }

    internal sealed record Entry(ClaimsPrincipal Principal, TokenIdentity Identity);
}
