using System.Text.Json;

namespace Features.Tests.Conversations;

/// <summary>The expected state of a conversation, from what was sent; only ids and times come from the service's answers.</summary>
internal sealed class Said
{
    private readonly List<object> _messages = [];
    private readonly string _user;

    private Said(Conversation conversation, string user, long id, string createdAt) =>
        (Conversation, _user, Id, CreatedAt, LastAt) = (conversation, user, id, createdAt, createdAt);

    public Conversation Conversation { get; }

    public long Id { get; }

    public string CreatedAt { get; }

    /// <summary>The time of its newest message; these texts sort as times do.</summary>
    public string LastAt { get; private set; }

    /// <summary>The messages, as the list must return them.</summary>
    public IReadOnlyList<object> Messages => _messages;

    /// <summary>Creates the session of a conversation.</summary>
    public static async Task<Said> StartAsync(ApiClient user, string userId, Conversation conversation)
    {
        var answer = await user.CreateAsync(conversation.Title, conversation.AgentType, conversation.Metadata, conversation.IsActive);
        var said = new Said(conversation, userId, answer.Id, answer["created_at"].GetString()!);
        answer.ShouldBeOk(said.Session());
        return said;
    }

    /// <summary>Posts one message and checks the answer.</summary>
    public async Task SayAsync(ApiClient user, int index)
    {
        var message = Conversation.Messages[index];
        var answer = await user.SayAsync(Id, message.Content, message.MessageType, message.AgentType, message.Metadata);
        LastAt = answer["created_at"].GetString()!;
        var expected = new
        {
            id = answer.Id,
            session_id = Id,
            content = message.Content,
            message_type = message.MessageType,
            agent_type = message.AgentType,
            created_at = LastAt,
            metadata = message.Metadata,
            sequence = index + 1,
            status = "complete",
            posted_by = (string?)null,
            updated_at = LastAt,
            revision = 1,
            feedback = (object?)null,
        };
        answer.ShouldBeOk(expected);
        _messages.Add(expected);
    }

    public IEnumerable<object> OfType(string messageType) =>
        _messages.Where((_, i) => Conversation.Messages[i].MessageType == messageType);

    /// <summary>The session, as the service must return it.</summary>
    public Dictionary<string, object> Session(bool withMessages = false)
    {
        var session = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["id"] = Id,
            ["user_id"] = _user,
            ["title"] = Conversation.Title,
            ["agent_type"] = Conversation.AgentType,
            ["created_at"] = CreatedAt,
            ["last_message_at"] = LastAt,
            ["updated_at"] = LastAt,
            ["is_active"] = Conversation.IsActive,
            ["metadata"] = Conversation.Metadata,
            ["message_count"] = _messages.Count,
        };
        if (withMessages)
            session.Add("messages", _messages);
        return session;
    }

    public async Task<JsonElement> ReadAllAsync(ApiClient user, int pageSize, string? messageType = null)
    {
        var all = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var answer = await user.MessagesAsync(Id, $"?page={page}&page_size={pageSize}{(messageType is null ? "" : "&message_type=" + messageType)}");
            all.AddRange(answer.Items("messages"));
            if (answer["has_next"].GetBoolean())
                continue;
            answer["total_count"].GetInt32().ShouldBe(all.Count);
            return JsonSerializer.SerializeToElement(all);
        }
    }
}
