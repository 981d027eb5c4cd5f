using Chat.Features.Sessions;
using MediatR;

namespace Chat.Features.Messages.PostMessage;

internal sealed class PostMessageHandler(UserStream users, MessageIds ids, MessagePosting posting) : IRequestHandler<PostMessageCommand, ChatMessage>
{
    public async Task<ChatMessage> Handle(PostMessageCommand request, CancellationToken cancellationToken)
    {
        var id = await ids.NextAsync(cancellationToken);
        var (stream, session) = await users.OpenForSessionAsync(request.SessionId, cancellationToken);
        return posting.Post(stream, session, id, request).Message;
    }
}
