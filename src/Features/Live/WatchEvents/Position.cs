namespace Chat.Features.Live.WatchEvents;

/// <summary>How far a reader has read.</summary>
/// <param name="Version">The version of the user's stream: all events up to it were read, or were not asked for.</param>
/// <param name="Growing">Messages that grow, with the code points of each that the reader has; null for a reader that is to be told what they are so far.</param>
public sealed record Position(long Version, ImmutableDictionary<long, long>? Growing = null);
