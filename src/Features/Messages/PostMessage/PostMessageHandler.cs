using Chat.Features.Sessions;
using Chat.Features.Shared.Configuration;
using Chat.Features.Shared.Json;
using Chat.Features.Shared.Time;
using Chat.Features.Shared.Users;
using Chat.Features.Shared.Validation;
using MediatR;
using Microsoft.Extensions.Options;

namespace Chat.Features.Messages.PostMessage;

internal sealed class PostMessageHandler(
    UserStream users, MessageIds ids, IDocumentSession storage, CurrentUser user, IOptions<ChatOptions> options, TimeProvider time)
    : IRequestHandler<PostMessageCommand, ChatMessage>
{
    public async Task<ChatMessage> Handle(PostMessageCommand request, CancellationToken cancellationToken)
    {
        var id = await ids.NextAsync(cancellationToken);
        var (stream, session) = await users.OpenForSessionAsync(request.SessionId, cancellationToken);
        var maxLength = options.Value.MaxMessageLengthFor(session.AgentType);
        var message = PostMessageDecision.Decide(request, user.Agent, session, id, maxLength, time.UtcNowMicroseconds());

        // Without history the row stays, so that sequences and counts do.
        storage.Insert(options.Value.EnableMessageHistory ? message : message with { Content = "", Metadata = ChatJson.EmptyObject });
        if (message.Status == MessageStatus.Streaming)
            storage.Insert(MessageDraft.Of(message, maxLength, CodePoints.Count(message.Content)));
        stream.AppendOne(new MessagePosted(
            session.Id, message.Id, session.AgentType, message.MessageType, message.Sequence, message.CreatedAt));
        return message;
    }
}
