namespace Chat.Features.Live.WatchEvents;

/// <summary>What stored events are called on the wire.</summary>
internal static class EventTypes
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["session_created"] = "session.created",
        ["session_updated"] = "session.updated",
        ["session_deactivated"] = "session.deactivated",
        ["session_reactivated"] = "session.reactivated",
        ["message_posted"] = "message.posted",
        ["message_edited"] = "message.edited",
        ["message_finished"] = "message.finished",
        ["message_interrupted"] = "message.interrupted",
    };

    /// <summary>The type of a stored event; null for one that readers are not told of. A later shape of an event has a number behind its name.</summary>
    internal static string? Of(string name) => Types.GetValueOrDefault(name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').TrimEnd('_'));
}
