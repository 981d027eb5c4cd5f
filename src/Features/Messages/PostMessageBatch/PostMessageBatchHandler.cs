using Chat.Features.Sessions;
using MediatR;

namespace Chat.Features.Messages.PostMessageBatch;

internal sealed class PostMessageBatchHandler(UserStream users, MessageIds ids, MessagePosting posting)
    : IRequestHandler<PostMessageBatchCommand, PostMessageBatchResponse>
{
    public async Task<PostMessageBatchResponse> Handle(PostMessageBatchCommand request, CancellationToken cancellationToken)
    {
        var messages = request.Messages!;
        var own = new long[messages.Count];
        for (var i = 0; i < own.Length; i++)
            own[i] = await ids.NextAsync(cancellationToken);

        var (stream, session) = await users.OpenForSessionAsync(request.SessionId, cancellationToken);
        var posted = new ChatMessage[messages.Count];
        for (var i = 0; i < posted.Length; i++)
            (posted[i], session) = posting.Post(stream, session, own[i], messages[i], $"messages[{i}].");
        return new PostMessageBatchResponse(posted);
    }
}
