using Chat.Features.Shared;
using Chat.Features.Shared.Paging;
using Chat.Features.Shared.Pipeline;

namespace Chat.Features.Messages.ListMessages;

/// <summary>Reads a page of a session's messages, in ascending sequence.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="PageSize">Most messages on it.</param>
/// <param name="MessageType">Only messages of this type; null is no filter.</param>
public sealed record ListMessagesQuery(long SessionId, long Page, long PageSize, MessageType? MessageType = null) : ICheckedQuery<JsonPage>
{
    /// <summary>Messages on a page when the call does not say.</summary>
    public const int DefaultPageSize = 50;

    /// <summary>Most messages on a page.</summary>
    public const int MaxPageSize = 200;
}
