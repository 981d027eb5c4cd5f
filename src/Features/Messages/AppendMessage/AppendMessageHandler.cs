using Chat.Features.Shared.Configuration;
using Chat.Features.Shared.Errors;
using Chat.Features.Shared.Preconditions;
using Chat.Features.Shared.Time;
using MediatR;
using Microsoft.Extensions.Options;

namespace Chat.Features.Messages.AppendMessage;

/// <summary>
/// A message that grows is locked by its own row alone, not by the user's stream, and each part is a row of its own: what an
/// append costs depends neither on the length of the message nor on what else the user does.
/// </summary>
internal sealed class AppendMessageHandler(
    UserMessages messages, IDocumentSession storage, Precondition precondition, IOptions<ChatOptions> options, TimeProvider time)
    : IRequestHandler<AppendMessageCommand, AppendMessageResponse>
{
    public async Task<AppendMessageResponse> Handle(AppendMessageCommand request, CancellationToken cancellationToken)
    {
        var (sessionId, messageId, delta) = (request.SessionId, request.MessageId, request.Delta!);
        var draft = await messages.LockDraftAsync(messageId, cancellationToken) is { } growing && growing.SessionId == sessionId
            ? growing
            : await BeginAsync(sessionId, messageId, cancellationToken);
        messages.CheckPoster(draft.PostedBy);
        if (request.Offset is { } offset && offset != draft.Length)
        {
            return await IsThereAsync(messageId, offset, delta, cancellationToken)
                ? AppendMessageResponse.Of(draft)
                : throw new ConflictException($"The message has {draft.Length} characters", draft.Length);
        }

        // Not before: what is there already changes nothing when it is sent again.
        precondition.Check(ChatMessage.EntityTagOf(draft.Revision, draft.TouchedAt));
        var grown = AppendMessageDecision.Grow(draft, delta, time.UtcNowMicroseconds());
        if (delta.Length > 0)
            storage.Insert(MessageDelta.At(messageId, draft.Length, options.Value.EnableMessageHistory ? delta : ""));
        storage.Store(grown);
        return AppendMessageResponse.Of(grown);
    }

    /// <summary>A message that does not grow yet is looked at with the user's stream locked, so that nobody edits it meanwhile.</summary>
    private async Task<MessageDraft> BeginAsync(long sessionId, long messageId, CancellationToken token)
    {
        var open = await messages.OpenAsync(sessionId, messageId, token);
        return open.Draft ?? AppendMessageDecision.Begin(open, options.Value.MaxMessageLengthFor(open.Session.AgentType));
    }

    private async Task<bool> IsThereAsync(long messageId, long offset, string delta, CancellationToken token)
    {
        var message = await storage.LoadAsync<ChatMessage>(messageId, token);
        var appended = await storage.QueryAsync<string>(MessageSql.Appended, token, storage.TenantId, messageId);
        return AppendMessageDecision.Holds(message!.Content + appended[0], offset, delta);
    }
}
