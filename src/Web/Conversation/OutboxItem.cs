namespace Chat.Web.Conversation;

/// <summary>A message that the service does not have yet, as far as the page knows.</summary>
/// <param name="Key">Its idempotency key, for all its life: however often it is sent, it is posted once.</param>
/// <param name="SessionId">Where it goes.</param>
/// <param name="Text">Its text.</param>
/// <param name="After">The newest message that the page knew when it was written: it is none of those before.</param>
/// <param name="At">When it was written; the order of sending.</param>
/// <param name="Refusal">Why the service does not take it; null while it may.</param>
/// <param name="TraceId">Names that refusal in the service's logs.</param>
public sealed record OutboxItem(string Key, long SessionId, string Text, long After, DateTimeOffset At, string? Refusal = null, string? TraceId = null)
{
    /// <summary>Those that no message of the window is. An answer to a POST may come after the event of its message, or never, when the page was closed.</summary>
    public static IReadOnlyList<OutboxItem> NotAmong(IReadOnlyList<ShownMessage> messages, IEnumerable<OutboxItem> items)
    {
        var taken = new HashSet<long>();
        return [.. items.Where(item => item.Refusal is not null || !messages.Any(shown => IsOf(shown.Message, item) && taken.Add(shown.Id)))];
    }

    private static bool IsOf(Message message, OutboxItem item) =>
        message.Sequence > item.After && message.MessageType == MessageType.User && message.PostedBy is null && message.Revision == 1 && message.Content == item.Text;
}
