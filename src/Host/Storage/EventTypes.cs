using Chat.Features.Sessions;

namespace Chat.Host.Storage;

/// <summary>
/// The names that events are stored under. A class may be renamed or moved; its name here stays. An event that needs another
/// shape gets a new name, and the old one is read through <c>Events.Upcast</c> (docs/adr/0009-schema-and-events-that-evolve.md).
/// </summary>
internal static class EventTypes
{
    private static readonly Dictionary<string, Type> All = new(StringComparer.Ordinal)
    {
        ["session_created"] = typeof(SessionCreated),
        ["session_updated"] = typeof(SessionUpdated),
        ["session_deactivated"] = typeof(SessionDeactivated),
        ["session_reactivated"] = typeof(SessionReactivated),
        ["message_posted"] = typeof(MessagePosted),
        ["message_edited"] = typeof(MessageEdited),
        ["message_finished"] = typeof(MessageFinished),
        ["message_interrupted"] = typeof(MessageInterrupted),
        ["session_purged"] = typeof(SessionPurged),
    };

    /// <summary>The names of all events that can be read; one of another name was written by a later version.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    public static void AddTo(StoreOptions options)
    {
        foreach (var (name, type) in All)
            options.Events.MapEventType(type, name);
    }
}
