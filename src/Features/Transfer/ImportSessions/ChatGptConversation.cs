namespace Chat.Features.Transfer.ImportSessions;

/// <summary>A conversation of ChatGPT's <c>conversations.json</c>.</summary>
/// <remarks>The format is not documented by its maker; this reads what exports hold since 2023.</remarks>
internal sealed class ChatGptConversation : IConversationFormat
{
    private static readonly string[] TextMembers = ["text", "result", "content"];

    public (SourceSession Session, IReadOnlyList<ChatMessage> Messages) Read(JsonElement conversation, long number)
    {
        var id = conversation.Text("conversation_id") ?? conversation.Text("id") ?? throw new ImportException(number, "the conversation has no id");
        var nodes = conversation.Member("mapping") ?? throw new ImportException(number, "the conversation has no mapping");
        var at = conversation.Time("create_time") ?? conversation.Time("update_time") ?? DateTimeOffset.UnixEpoch;
        var session = new SourceSession(
            new SessionSource("chatgpt", id), conversation.Text("title") ?? "", AgentType.Primary, !conversation.Is("is_archived", true), ChatJson.EmptyObject, at);

        var messages = new List<ChatMessage>();
        foreach (var node in MessageTree.Branch(nodes, conversation.Text("current_node"), "parent", number))
        {
            if (node.Member("message") is not { } message || IsHidden(message) || MessageOf(message).ToMessage(at) is not { } read)
                continue;
            messages.Add(read);
            at = read.CreatedAt;
        }
        return (session, messages);
    }

    // What the user never saw, as instructions of the service.
    private static bool IsHidden(JsonElement message) => message.Member("metadata")?.Is("is_visually_hidden_from_conversation", true) is true;

    private static ForeignMessage MessageOf(JsonElement message)
    {
        var (author, metadata) = (message.Member("author") ?? default, message.Member("metadata") ?? default);
        var content = message.Member("content") ?? default;
        var (texts, others) = Parts(content);
        return new ForeignMessage(author.Text("role"), texts, others, message.Time("create_time"), message.Text("status") != "in_progress")
        {
            Metadata =
            [
                ("source_id", message.Member("id")),
                ("model", metadata.Member("model_slug")),
                ("content_type", content.Text("content_type") is "text" ? null : content.Member("content_type")),
                ("recipient", message.Text("recipient") is "all" ? null : message.Member("recipient")),
                ("tool", author.Text("role") == "tool" ? author.Member("name") : null),
            ],
        };
    }

    private static (IReadOnlyList<string> Texts, IReadOnlyList<JsonElement> Others) Parts(JsonElement content)
    {
        var (texts, others) = (new List<string>(), new List<JsonElement>());
        if (content.Member("parts") is { ValueKind: JsonValueKind.Array } parts)
        {
            foreach (var part in parts.EnumerateArray())
            {
                if (part.ValueKind == JsonValueKind.String)
                    texts.Add(part.GetString()!);
                else if (part.Text("text") is { } text) // A transcription.
                    texts.Add(text);
                else if (part.ValueKind == JsonValueKind.Object)
                    others.Add(part);
            }
            return (texts, others);
        }
        // Code, output, pages of a search, summaries of thoughts: each kind has its text in a member of its own.
        texts.AddRange(TextMembers.Select(name => content.Text(name)).OfType<string>());
        if (texts.Count == 0 && content.Text("content_type") is not (null or "text"))
            others.Add(content);
        return (texts, others);
    }
}
