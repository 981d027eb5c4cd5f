namespace Chat.Features.Live.WatchEvents;

/// <summary>The names of events on the wire: <c>session_created</c> becomes <c>session.created</c>.</summary>
internal static class EventTypes
{
    private static readonly Dictionary<string, string> Types = FeaturesSetup.Events
        .Where(e => e.Value != typeof(SessionPurged))
        .ToDictionary(e => e.Key, e => string.Join('.', e.Key.Split('_', 2)), StringComparer.Ordinal);

    /// <summary>Null for events that are not sent. A newer version of an event has a number behind its name.</summary>
    internal static string? Of(string name) => Types.GetValueOrDefault(name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').TrimEnd('_'));
}
