namespace Chat.Features.Live.WatchEvents;

/// <summary>What stored events are called on the wire: <c>session_created</c> is <c>session.created</c>.</summary>
internal static class EventTypes
{
    private static readonly Dictionary<string, string> Types = FeaturesSetup.Events
        .Where(e => e.Value != typeof(SessionPurged))
        .ToDictionary(e => e.Key, e => string.Join('.', e.Key.Split('_', 2)), StringComparer.Ordinal);

    /// <summary>The type of a stored event; null for one that readers are not told of. A later shape of an event has a number behind its name.</summary>
    internal static string? Of(string name) => Types.GetValueOrDefault(name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').TrimEnd('_'));
}
