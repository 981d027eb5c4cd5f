using System.Globalization;
using System.Net.ServerSentEvents;

namespace Chat.Client.Live;

/// <summary>Makes events of what the service sends, and leaves out text that came before a reconnect.</summary>
internal sealed class EventParser
{
    // The code points of each growing message that were told.
    private readonly Dictionary<long, long> _told = [];

    /// <returns>Null for text that was told before.</returns>
    internal ChatEvent? Parse(SseItem<string> item)
    {
        long? id = long.TryParse(item.EventId, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
        switch (item.EventType)
        {
            case EventTypes.MessageDelta:
                return Told(JsonSerializer.Deserialize(item.Data, ChatJson.Default.MessageDelta)!);
            case EventTypes.Reset:
                _told.Clear();
                return JsonSerializer.Deserialize(item.Data, ChatJson.Default.Reset);
            case EventTypes.SessionErased:
                return new SessionErased(id, JsonSerializer.Deserialize(item.Data, ChatJson.Default.ErasedMark)!.Id);
            case EventTypes.SessionCreated or EventTypes.SessionCopied or EventTypes.SessionUpdated
                or EventTypes.SessionDeactivated or EventTypes.SessionReactivated:
                return new SessionEvent(id, item.EventType, JsonSerializer.Deserialize(item.Data, ChatJson.Default.Session)!);
            case EventTypes.MessagePosted or EventTypes.MessageEdited or EventTypes.MessageFinished or EventTypes.MessageInterrupted
                or EventTypes.MessageJudged or EventTypes.MessageDeleted or EventTypes.RevisionsErased:
                return Told(new MessageEvent(id, item.EventType, JsonSerializer.Deserialize(item.Data, ChatJson.Default.Message)!));
            default:
                return new OtherEvent(id, item.EventType, item.Data);
        }
    }

    private MessageEvent Told(MessageEvent e)
    {
        if (e.Message.Status == MessageStatus.Streaming)
            _told[e.Message.Id] = CodePoints.Count(e.Message.Content);
        else
            _told.Remove(e.Message.Id);
        return e;
    }

    private MessageDelta? Told(MessageDelta delta)
    {
        var end = delta.Offset + CodePoints.Count(delta.Delta);
        if (!_told.TryGetValue(delta.MessageId, out var told) || told < delta.Offset)
            told = delta.Offset;
        if (end <= told && _told.ContainsKey(delta.MessageId))
            return null;
        _told[delta.MessageId] = end;
        return delta with { Offset = told, Delta = CodePoints.Skip(delta.Delta, told - delta.Offset) };
    }
}
