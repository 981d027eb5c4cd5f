namespace Chat.AgentFramework.History;

/// <summary>
/// What one run of an agent has stored: its draft client stores while it goes on, and the framework then tells the provider of the same messages, partly as
/// other objects, and of some of them twice.
/// </summary>
internal sealed class ChatRun(AgentSession? session)
{
    // The framework copies messages, but not their contents.
    private readonly HashSet<object> _stored = new(ReferenceEqualityComparer.Instance);

    // Texts of an answer are put together from many, so an answer is known by its id.
    private readonly HashSet<string> _answers = new(StringComparer.Ordinal);

    internal AgentSession? Session => session;

    /// <summary>What it was begun with.</summary>
    internal IReadOnlyList<ChatMessage> Request { get; private set; } = [];

    /// <param name="request">The messages of the caller; those that come from the service are stored.</param>
    /// <param name="all">Those that the model gets: history, which is stored, and request.</param>
    internal void Begin(IReadOnlyList<ChatMessage> request, IEnumerable<ChatMessage> all)
    {
        Request = request;
        foreach (var message in request.Where(message => message.GetChatMessageId() is not null).Concat(all.Where(IsHistory)))
            AddContents(message);
    }

    internal void Add(ChatMessage message)
    {
        AddContents(message);
        if (message is { MessageId: { } id } && message.Role == ChatRole.Assistant)
            _answers.Add(id);
    }

    /// <summary>What of a message is not stored; null when all of it is.</summary>
    internal ChatMessage? Rest(ChatMessage message)
    {
        if (_stored.Contains(message))
            return null;
        if (message is not { MessageId: { } id } || message.Role != ChatRole.Assistant || !_answers.Contains(id))
            return message.Contents.Count > 0 && message.Contents.All(_stored.Contains) ? null : message;

        // Outside of the draft client the framework makes requests for approval from calls.
        var requests = message.Contents.Where(content => content is InputRequestContent && !_stored.Contains(content)).ToList();
        return requests.Count == 0 ? null : new ChatMessage(message.Role, requests) { AuthorName = message.AuthorName, CreatedAt = message.CreatedAt };
    }

    private void AddContents(ChatMessage message)
    {
        _stored.Add(message);
        foreach (var content in message.Contents)
            _stored.Add(content);
    }

    private static bool IsHistory(ChatMessage message) => message.GetAgentRequestMessageSourceType() == AgentRequestMessageSourceType.ChatHistory;
}
