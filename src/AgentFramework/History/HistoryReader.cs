namespace Chat.AgentFramework.History;

/// <summary>Makes messages of the framework from those of the service.</summary>
internal static class HistoryReader
{
    /// <summary>
    /// Messages by sequence. One whose first parts are left out is left out too, and what follows it up to the next question.
    /// </summary>
    internal static List<ChatMessage> Read(IEnumerable<Message> messages)
    {
        var read = new List<ChatMessage>();
        var isCut = false;
        // Parts of another writer's message may lie between: a group stands where its first part does.
        foreach (var parts in messages.Select(message => (Message: message, Mark: MessageMark.Of(message))).GroupBy(KeyOf))
        {
            var (first, mark) = parts.First();
            if (first.MessageType != MessageType.System)
                isCut = mark is { Group: not null, Part: > 1 } || (isCut && first.MessageType != MessageType.User);
            if ((!isCut || first.MessageType == MessageType.System) && Whole([.. parts]) is { } message)
                read.Add(message);
        }
        return read;
    }

    internal static ChatMessage ReadOne(Message message) =>
        Whole([(message, MessageMark.Of(message) is { Group: null } mark ? mark : null)]) ?? new ChatMessage(RoleOf(message), message.Content).From(message);

    private static (string Group, MessageType Type, string? Poster) KeyOf((Message Message, MessageMark? Mark) part) =>
        (part.Mark?.Group ?? "message " + part.Message.Id, part.Message.MessageType, part.Message.PostedBy);

    private static ChatMessage? Whole(IReadOnlyList<(Message Message, MessageMark? Mark)> parts)
    {
        var first = parts[0].Message;
        var texts = parts.Where(part => part.Mark?.Placeholder is not true).ToList();
        var text = string.Concat(texts.Select(part => part.Message.Content));
        var message = JsonOf(parts) is { } json ? MessageJson.Read(json, first.MessageType) : null;
        if (message is null)
            return text.Length == 0 ? null : new ChatMessage(RoleOf(first), text).From(first);
        if (texts.Count > 0)
            SetText(message, text);
        return message.Contents.Count == 0 ? null : message.From(first);
    }

    /// <summary>Null where a part is missing, as after a draft that was given up.</summary>
    private static string? JsonOf(IReadOnlyList<(Message Message, MessageMark? Mark)> parts)
    {
        if (parts is [(_, { Group: null } whole)])
            return whole.Message?.ToJsonString();
        var isComplete = parts[^1].Mark?.Last is true && parts.Select((part, i) => part.Mark?.Part == i + 1).All(isInOrder => isInOrder);
        if (!isComplete)
            return null;
        var json = parts.Select(part => part.Mark!.Message).FirstOrDefault(message => message is not null)?.ToJsonString();
        return json ?? string.Concat(parts.Select(part => part.Mark!.Json));
    }

    /// <summary>The content is what counts: a user may have edited it.</summary>
    private static void SetText(ChatMessage message, string text)
    {
        var texts = message.Contents.OfType<TextContent>().ToList();
        if (texts.Count != 1 && string.Equals(Texts.Clean(message.Text), text, StringComparison.Ordinal))
            return;
        foreach (var other in texts.Skip(1))
            message.Contents.Remove(other);
        if (texts.Count > 0)
            texts[0].Text = text;
        else
            message.Contents.Insert(0, new TextContent(text));
    }

    private static ChatRole RoleOf(Message message) => message.MessageType switch
    {
        MessageType.User => ChatRole.User,
        MessageType.System => ChatRole.System,
        _ => ChatRole.Assistant,
    };
}
