using Chat.Features.Sessions;
using Chat.Features.Shared;
using Chat.Features.Shared.Errors;
using Chat.Features.Shared.Json;
using Chat.Features.Shared.Users;
using Chat.Features.Shared.Validation;
using FluentValidation;
using FluentValidation.Results;

namespace Chat.Features.Messages.PostMessage;

internal static class PostMessageDecision
{
    /// <summary>The message that a session takes: the next of its sequence, no longer than its agent type allows.</summary>
    /// <exception cref="ForbiddenException">An agent speaks for itself only, under its own types.</exception>
    internal static ChatMessage Decide(
        PostMessageCommand command, ActingAgent? agent, ChatSession session, long id, int maxLength, DateTimeOffset at)
    {
        if (agent is not null && command.MessageType is null or MessageType.User)
            throw new ForbiddenException("An agent posts assistant and system messages only");
        if (agent?.MayActAs(command.AgentType) is false)
            throw new ForbiddenException("The agent may not post under this agent_type");
        var content = command.Content ?? "";
        if (!CodePoints.AtMost(content, maxLength))
            throw new ValidationException([new ValidationFailure("content", TextRules.TooLong("content", maxLength))]);
        var type = command.MessageType ?? MessageType.User;
        return new ChatMessage
        {
            Id = id,
            SessionId = session.Id,
            Content = content,
            MessageType = type,
            AgentType = command.AgentType,
            CreatedAt = at,
            Metadata = command.Metadata ?? ChatJson.EmptyObject,
            Sequence = session.MessageCount + 1,
            Status = command.Status == PostedStatus.Streaming ? MessageStatus.Streaming : MessageStatus.Complete,
            PostedBy = agent?.Id,
            UpdatedAt = at,
            TypeSequence = session.Internals.CountOf(type) + 1,
        };
    }
}
