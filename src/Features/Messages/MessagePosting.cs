using Chat.Features.Sessions;
using Chat.Features.Shared;
using Chat.Features.Shared.Configuration;
using Chat.Features.Shared.Errors;
using Chat.Features.Shared.Json;
using Chat.Features.Shared.Time;
using Chat.Features.Shared.Users;
using Chat.Features.Shared.Validation;
using Chat.Features.Statistics;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.Extensions.Options;

namespace Chat.Features.Messages;

/// <summary>The one place that adds messages to a session. Call it with the user's stream locked.</summary>
internal sealed class MessagePosting(IDocumentSession storage, CurrentUser user, IOptions<ChatOptions> options, TimeProvider time)
{
    /// <summary>Records one more message of a session.</summary>
    /// <param name="stream">Takes the event.</param>
    /// <param name="session">The session as it is before the message.</param>
    /// <param name="id">The message's id, taken before the lock.</param>
    /// <param name="message">What to add.</param>
    /// <param name="place">Where in the request it is, for errors: empty, or <c>messages[3].</c></param>
    /// <returns>The message, and the session with it.</returns>
    /// <exception cref="ForbiddenException">An agent speaks for itself only, under its own types.</exception>
    /// <exception cref="ValidationException">It is longer than the session's agent type allows.</exception>
    internal (ChatMessage Message, ChatSession Session) Post(
        IEventStream<UserStats> stream, ChatSession session, long id, NewMessage message, string place = "")
    {
        var maxLength = options.Value.MaxMessageLengthFor(session.AgentType);
        var posted = Decide(message, user.Agent, session, id, maxLength, time.UtcNowMicroseconds(), place);

        // Without history the row stays, so that sequences and counts do.
        storage.Insert(options.Value.EnableMessageHistory ? posted : posted with { Content = "", Metadata = ChatJson.EmptyObject });
        if (posted.Status == MessageStatus.Streaming)
            storage.Insert(MessageDraft.Of(posted, maxLength, CodePoints.Count(posted.Content)));
        var e = new MessagePosted(session.Id, posted.Id, session.AgentType, posted.MessageType, posted.Sequence, posted.CreatedAt);
        stream.AppendOne(e);
        return (posted, session.After([e]));
    }

    /// <summary>The message that a session takes: the next of its sequence, no longer than its agent type allows.</summary>
    internal static ChatMessage Decide(
        NewMessage message, ActingAgent? agent, ChatSession session, long id, int maxLength, DateTimeOffset at, string place)
    {
        if (agent is not null && message.MessageType is null or MessageType.User)
            throw new ForbiddenException("An agent posts assistant and system messages only");
        if (agent?.MayActAs(message.AgentType) is false)
            throw new ForbiddenException("The agent may not post under this agent_type");
        var content = message.Content ?? "";
        if (!CodePoints.AtMost(content, maxLength))
            throw new ValidationException([new ValidationFailure(place + "content", TextRules.TooLong("content", maxLength))]);
        var type = message.MessageType ?? MessageType.User;
        return new ChatMessage
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
    }
}
