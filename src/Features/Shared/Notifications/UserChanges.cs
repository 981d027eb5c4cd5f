using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.Channels;

namespace Chat.Features.Shared.Notifications;

/// <summary>
/// Tells those who watch a user's data that it may have changed. It only wakes them: what changed they read themselves, so
/// that a signal too many does no harm, and one that is lost only delays.
/// </summary>
public sealed class UserChanges
{
    private readonly ConcurrentDictionary<ulong, HashSet<UserWatch>> _watches = new();
    private readonly ConcurrentDictionary<ulong, bool> _toTell = new();
    private readonly Channel<bool> _toTellIsNotEmpty = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Has an item when there are users to tell other hosts of.</summary>
    public ChannelReader<bool> ToTell => _toTellIsNotEmpty.Reader;

    /// <summary>All watches of this host.</summary>
    public IReadOnlyList<UserWatch> Watches
    {
        get
        {
            var all = new List<UserWatch>();
            foreach (var (_, watches) in _watches)
            {
                lock (watches)
                    all.AddRange(watches);
            }
            return all;
        }
    }

    /// <summary>What stands for a user where others can see it: it tells nothing of the user, and two users may share it.</summary>
    public static ulong TagOf(string user) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(user)));

    /// <summary>Something of the user was committed by this host.</summary>
    public void Committed(string user)
    {
        var tag = TagOf(user);
        Wake(tag);
        if (_toTell.TryAdd(tag, true))
            _toTellIsNotEmpty.Writer.TryWrite(true);
    }

    /// <summary>Takes the users of whom something was committed by this host since the last time.</summary>
    public IReadOnlyList<ulong> TakeCommitted() => [.. _toTell.Keys.Where(tag => _toTell.TryRemove(tag, out _))];

    /// <summary>Something of a user may have changed.</summary>
    public void Wake(ulong tag)
    {
        if (!_watches.TryGetValue(tag, out var watches))
            return;
        lock (watches)
        {
            foreach (var watch in watches)
                watch.Wake();
        }
    }

    /// <summary>Watches a user's data until the watch is disposed of.</summary>
    public UserWatch Watch(string user)
    {
        var watch = new UserWatch(this, user);
        while (true)
        {
            var watches = _watches.GetOrAdd(watch.Tag, static _ => []);
            lock (watches)
            {
                // A set that was emptied meanwhile is not in the dictionary any more.
                if (!_watches.TryGetValue(watch.Tag, out var current) || current != watches)
                    continue;
                watches.Add(watch);
                return watch;
            }
        }
    }

    internal void Remove(UserWatch watch)
    {
        if (!_watches.TryGetValue(watch.Tag, out var watches))
            return;
        lock (watches)
        {
            if (watches.Remove(watch) && watches.Count == 0)
                _watches.TryRemove(watch.Tag, out _);
        }
    }
}
