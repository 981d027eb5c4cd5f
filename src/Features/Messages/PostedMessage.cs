namespace Chat.Features.Messages;

/// <summary>What posting a message stores; no draft for a complete message.</summary>
internal sealed record PostedMessage(ChatMessage Message, MessageDraft? Draft, MessagePosted Event)
{
    /// <summary>The next message of a session. The place in the request is for errors: empty, or <c>messages[3].</c></summary>
    /// <exception cref="ForbiddenException">An agent speaks for itself only, under its own types.</exception>
    /// <exception cref="ValidationException">It is too long.</exception>
    internal static PostedMessage In(
        ChatSession session, NewMessage message, ActingAgent? agent, long id, int maxLength, DateTimeOffset at, string place = "")
    {
        if (agent is not null && message.MessageType is null or MessageType.User)
            throw new ForbiddenException("An agent posts assistant and system messages only");
        if (agent?.MayActAs(message.AgentType) is false)
            throw new ForbiddenException("The agent may not post under this agent_type");
        var content = message.Content ?? "";
        if (!CodePoints.AtMost(content, maxLength))
            throw new ValidationException([new ValidationFailure(place + "content", TextRules.TooLong("content", maxLength))]);

        var type = message.MessageType ?? MessageType.User;
        var posted = new ChatMessage
        {
            Id = id,
            SessionId = session.Id,
            Content = content,
            MessageType = type,
            AgentType = message.AgentType,
            CreatedAt = at,
            Metadata = message.Metadata ?? ChatJson.EmptyObject,
            Sequence = session.MessageCount + 1,
            Status = message.Status == PostedStatus.Streaming ? MessageStatus.Streaming : MessageStatus.Complete,
            PostedBy = agent?.Id,
            UpdatedAt = at,
            TypeSequence = session.Internals.CountOf(type) + 1,
        };
        var draft = posted.Status == MessageStatus.Streaming ? MessageDraft.Of(posted, maxLength, CodePoints.Count(content)) : null;
        return new PostedMessage(posted, draft, new MessagePosted(session.Id, id, session.AgentType, type, posted.Sequence, at));
    }

    /// <summary>Records it. Without history the row stays, so that sequences and counts do.</summary>
    internal void Record(IDocumentSession storage, IEventStream<UserStats> stream, bool keepText)
    {
        var kept = keepText ? Message : Message with { Content = "", Metadata = ChatJson.EmptyObject };
        storage.Insert(kept);
        SearchIndex.Add(storage, kept);
        if (Draft is not null)
            storage.Insert(Draft);
        stream.AppendOne(Event);
    }
}
