using Chat.Features.Sessions;
using Chat.Features.Shared;
using Chat.Features.Shared.Json;
using Chat.Features.Shared.Validation;
using FluentValidation;
using FluentValidation.Results;

namespace Chat.Features.Messages.PostMessage;

internal static class PostMessageDecision
{
    /// <summary>The message that a session takes: the next of its sequence, no longer than its agent type allows.</summary>
    internal static ChatMessage Decide(PostMessageCommand command, ChatSession session, long id, int maxLength, DateTimeOffset at)
    {
        if (!CodePoints.AtMost(command.Content!, maxLength))
            throw new ValidationException([new ValidationFailure("content", TextRules.TooLong("content", maxLength))]);
        var type = command.MessageType ?? MessageType.User;
        return new ChatMessage
        {
            Id = id,
            SessionId = session.Id,
            Content = command.Content!,
            MessageType = type,
            AgentType = command.AgentType,
            CreatedAt = at,
            Metadata = command.Metadata ?? ChatJson.EmptyObject,
            Sequence = session.MessageCount + 1,
            TypeSequence = session.Internals.CountOf(type) + 1,
        };
    }
}
