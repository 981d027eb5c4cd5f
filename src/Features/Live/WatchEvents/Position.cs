namespace Chat.Features.Live.WatchEvents;

/// <summary>How far a reader has read.</summary>
/// <param name="Version">The version in the user's stream up to which all events were read or skipped.</param>
/// <param name="Growing">Code points that the reader has of each growing message; null before the first read.</param>
/// <param name="Born">When the stream began: another one follows when the user was erased. Null before there is a stream.</param>
public sealed record Position(long Version, ImmutableDictionary<long, long>? Growing = null, DateTime? Born = null);
