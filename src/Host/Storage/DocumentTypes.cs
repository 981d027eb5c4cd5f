using Chat.Features.Messages;
using Chat.Features.Sessions;
using Chat.Features.Shared.Idempotency;

namespace Chat.Host.Storage;

/// <summary>The documents that commands store; those of projections come with their projections.</summary>
internal static class DocumentTypes
{
    public static void AddTo(StoreOptions options)
    {
        options.Schema.For<ChatMessage>();
        options.Schema.For<MessageDraft>();
        options.Schema.For<MessageDelta>();
        options.Schema.For<MessageRevision>();
        options.Schema.For<PurgedSession>();
        options.Schema.For<IdempotentAnswer>();
    }
}
