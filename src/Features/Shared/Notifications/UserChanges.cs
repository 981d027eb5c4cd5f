using System.Threading.Channels;

namespace Chat.Features.Shared.Notifications;

/// <summary>Wakes readers when a user's data may have changed. They read it themselves: an extra signal does no harm, a lost one delays.</summary>
public sealed class UserChanges
{
    // While the database is away and nobody reads them, new ones are dropped.
    private readonly Channel<ulong> _toTell = Channel.CreateBounded<ulong>(
        new BoundedChannelOptions(100_000) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, ImmutableList<UserWatch>> _watches = [];

    /// <summary>Tags of users whose data this host changed, for the other hosts.</summary>
    public ChannelReader<ulong> ToTell => _toTell.Reader;

    /// <summary>All watches of this host.</summary>
    public IReadOnlyList<UserWatch> Watches
    {
        get
        {
            lock (_lock)
                return [.. _watches.Values.SelectMany(watches => watches)];
        }
    }

    /// <summary>A hash that stands for the user in notifications; two users may share it.</summary>
    public static ulong TagOf(string user) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(user)));

    /// <summary>Wakes the readers of a user.</summary>
    public void Wake(ulong tag)
    {
        ImmutableList<UserWatch>? watches;
        lock (_lock)
            watches = _watches.GetValueOrDefault(tag);
        foreach (var watch in watches ?? [])
            watch.Wake();
    }

    internal void Committed(string user)
    {
        var tag = TagOf(user);
        Wake(tag);
        _toTell.Writer.TryWrite(tag);
    }

    internal UserWatch Watch(string user)
    {
        var watch = new UserWatch(this, user);
        lock (_lock)
            _watches[watch.Tag] = _watches.GetValueOrDefault(watch.Tag, []).Add(watch);
        return watch;
    }

    internal void Remove(UserWatch watch)
    {
        lock (_lock)
        {
            var left = _watches.GetValueOrDefault(watch.Tag, []).Remove(watch);
            if (left.IsEmpty)
                _watches.Remove(watch.Tag);
            else
                _watches[watch.Tag] = left;
        }
    }
}
