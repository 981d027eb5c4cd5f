namespace Chat.Features.Transfer.ImportSessions;

/// <summary>A chat of an Open WebUI export: the row of its database, or the chat alone.</summary>
internal sealed class OpenWebUIChat : IConversationFormat
{
    public (SourceSession Session, IReadOnlyList<ChatMessage> Messages) Read(JsonElement conversation, long number)
    {
        var chat = conversation.Member("chat") ?? conversation;
        var id = conversation.Text("id") ?? chat.Text("id") ?? throw new ImportException(number, "the chat has no id");
        if (chat.Member("history") is null && chat.Member("messages") is null)
            throw new ImportException(number, "the chat has no history");
        var at = conversation.Time("created_at") ?? chat.Time("timestamp") ?? DateTimeOffset.UnixEpoch;
        var session = new SourceSession(
            new SessionSource("open-webui", id), conversation.Text("title") ?? chat.Text("title") ?? "", AgentType.Primary, !conversation.Is("archived", true), ChatJson.EmptyObject, at);

        var messages = new List<ChatMessage>();
        foreach (var message in BranchOf(chat, number))
        {
            if (MessageOf(message).ToMessage(at) is not { } read)
                continue;
            messages.Add(read);
            at = read.CreatedAt;
        }
        return (session, messages);
    }

    private static IReadOnlyList<JsonElement> BranchOf(JsonElement chat, long number)
    {
        if (chat.Member("history") is { } history && history.Member("messages") is { } nodes)
            return MessageTree.Branch(nodes, history.Text("currentId"), "parentId", number);
        return List(chat, "messages");
    }

    private static ForeignMessage MessageOf(JsonElement message)
    {
        var (texts, others) = Parts(message);
        return new ForeignMessage(message.Text("role"), texts, others, message.Time("timestamp"), !message.Is("done", false))
        {
            Metadata =
            [
                ("source_id", message.Member("id")),
                ("model", message.Member("model")),
                ("tool_call_id", message.Member("tool_call_id")),
                ("tool_calls", message.Member("tool_calls")),
            ],
        };
    }

    private static (IReadOnlyList<string> Texts, IReadOnlyList<JsonElement> Others) Parts(JsonElement message)
    {
        var (texts, others) = (new List<string>(), new List<JsonElement>());
        if (message.Text("content") is { } content)
            texts.Add(content);
        foreach (var part in List(message, "content"))
        {
            if (part.Text("text") is { } text)
                texts.Add(text);
            else
                others.Add(part);
        }
        others.AddRange(List(message, "files"));
        return (texts, others);
    }

    private static List<JsonElement> List(JsonElement message, string name) =>
        message.Member(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];
}
