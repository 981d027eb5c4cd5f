using Chat.Features.Sessions;

namespace Chat.Host.Storage;

/// <summary>
/// The names that events are stored under. A class may be renamed or moved; its name here stays. An event that needs another
/// shape gets a new name, and the old one is read through <c>Events.Upcast</c> (docs/adr/0009-schema-and-events-that-evolve.md).
/// </summary>
internal static class EventTypes
{
    public static void AddTo(StoreOptions options)
    {
        options.Events.MapEventType<SessionCreated>("session_created");
        options.Events.MapEventType<SessionUpdated>("session_updated");
        options.Events.MapEventType<SessionDeactivated>("session_deactivated");
        options.Events.MapEventType<SessionReactivated>("session_reactivated");
        options.Events.MapEventType<MessagePosted>("message_posted");
        options.Events.MapEventType<MessageEdited>("message_edited");
        options.Events.MapEventType<MessageFinished>("message_finished");
        options.Events.MapEventType<MessageInterrupted>("message_interrupted");
        options.Events.MapEventType<SessionPurged>("session_purged");
    }
}
