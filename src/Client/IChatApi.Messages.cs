namespace Chat.Client;

public partial interface IChatApi
{
    [Post("/chat-sessions/{session_id}/messages")]
    Task<Message> PostMessageAsync(
        [AliasAs("session_id")] long sessionId,
        [Body] NewMessage message,
        [Header("If-Match")] string? ifMatch = null,
        [Header("Idempotency-Key")] string? idempotencyKey = null,
        CancellationToken cancellationToken = default);

    [Post("/chat-sessions/{session_id}/messages/batch")]
    Task<PostedMessages> PostMessagesAsync(
        [AliasAs("session_id")] long sessionId,
        [Body] MessageBatch batch,
        [Header("If-Match")] string? ifMatch = null,
        [Header("Idempotency-Key")] string? idempotencyKey = null,
        CancellationToken cancellationToken = default);

    /// <summary>A page, by sequence.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="page">From 1.</param>
    /// <param name="pageSize">1 to 200; 50 when null.</param>
    /// <param name="messageType">Only messages of this type.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    [Get("/chat-sessions/{session_id}/messages")]
    Task<MessagePage> GetMessagePageAsync(
        [AliasAs("session_id")] long sessionId,
        long? page = null,
        [AliasAs("page_size")] int? pageSize = null,
        [AliasAs("message_type")] MessageType? messageType = null,
        CancellationToken cancellationToken = default);

    /// <summary>The messages next to a place: those after a sequence, or the last before one. See <see cref="ChatApi.ListMessagesAsync"/>.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="afterSequence">0 begins with the first.</param>
    /// <param name="beforeSequence">Instead of <paramref name="afterSequence"/>.</param>
    /// <param name="messageType">Only messages of this type.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    [Get("/chat-sessions/{session_id}/messages")]
    Task<MessagePage> WalkMessagesAsync(
        [AliasAs("session_id")] long sessionId,
        int limit,
        [AliasAs("after_sequence")] long? afterSequence = null,
        [AliasAs("before_sequence")] long? beforeSequence = null,
        [AliasAs("message_type")] MessageType? messageType = null,
        CancellationToken cancellationToken = default);

    /// <summary>What fits into a model's next turn: the system messages, then the newest of the others, from a question on.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="maxTokens">A message has the tokens that <c>metadata.tokens</c> says, otherwise one for four bytes of text, and four more.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    [Get("/chat-sessions/{session_id}/context")]
    Task<MessageContext> GetContextAsync(
        [AliasAs("session_id")] long sessionId, [AliasAs("max_tokens")] long maxTokens, CancellationToken cancellationToken = default);

    [Get("/chat-sessions/{session_id}/messages/{message_id}")]
    Task<Message> GetMessageAsync(
        [AliasAs("session_id")] long sessionId, [AliasAs("message_id")] long messageId, CancellationToken cancellationToken = default);

    /// <summary>A message as JSON, for its headers, which have its <c>ETag</c>. See <see cref="ChatApi.GetTaggedMessageAsync"/>. An error is not thrown.</summary>
    [Get("/chat-sessions/{session_id}/messages/{message_id}")]
    Task<HttpResponseMessage> GetMessageResponseAsync(
        [AliasAs("session_id")] long sessionId, [AliasAs("message_id")] long messageId, CancellationToken cancellationToken = default);

    [Put("/chat-sessions/{session_id}/messages/{message_id}")]
    Task<Message> EditMessageAsync(
        [AliasAs("session_id")] long sessionId,
        [AliasAs("message_id")] long messageId,
        [Body] MessageChange change,
        [AliasAs("metadata_mode")] MetadataMode? metadataMode = null,
        [Header("If-Match")] string? ifMatch = null,
        CancellationToken cancellationToken = default);

    /// <summary>Removes its text, metadata and earlier versions for good; it stays in its place.</summary>
    [Delete("/chat-sessions/{session_id}/messages/{message_id}")]
    Task<Message> DeleteMessageAsync(
        [AliasAs("session_id")] long sessionId,
        [AliasAs("message_id")] long messageId,
        [Header("If-Match")] string? ifMatch = null,
        CancellationToken cancellationToken = default);

    [Put("/chat-sessions/{session_id}/messages/{message_id}/feedback")]
    Task<Message> JudgeMessageAsync(
        [AliasAs("session_id")] long sessionId,
        [AliasAs("message_id")] long messageId,
        [Body] NewFeedback feedback,
        [Header("If-Match")] string? ifMatch = null,
        CancellationToken cancellationToken = default);

    /// <summary>Its earlier versions, oldest first.</summary>
    [Get("/chat-sessions/{session_id}/messages/{message_id}/revisions")]
    Task<RevisionPage> GetRevisionPageAsync(
        [AliasAs("session_id")] long sessionId,
        [AliasAs("message_id")] long messageId,
        long? page = null,
        [AliasAs("page_size")] int? pageSize = null,
        CancellationToken cancellationToken = default);

    [Delete("/chat-sessions/{session_id}/messages/{message_id}/revisions")]
    Task<ErasedRevisions> EraseRevisionsAsync(
        [AliasAs("session_id")] long sessionId,
        [AliasAs("message_id")] long messageId,
        [Header("If-Match")] string? ifMatch = null,
        CancellationToken cancellationToken = default);

    /// <summary>Adds text to the end of a message. Not retried after a lost connection: <see cref="MessageDraft"/> does that.</summary>
    [Patch("/chat-sessions/{session_id}/messages/{message_id}/append")]
    Task<Appended> AppendMessageAsync(
        [AliasAs("session_id")] long sessionId,
        [AliasAs("message_id")] long messageId,
        [Body] Append append,
        [Header("If-Match")] string? ifMatch = null,
        CancellationToken cancellationToken = default);

    /// <summary>Completes a streaming message.</summary>
    [Post("/chat-sessions/{session_id}/messages/{message_id}/finish")]
    Task<Message> FinishMessageAsync(
        [AliasAs("session_id")] long sessionId,
        [AliasAs("message_id")] long messageId,
        [Body] Finish finish,
        [AliasAs("metadata_mode")] MetadataMode? metadataMode = null,
        [Header("If-Match")] string? ifMatch = null,
        [Header("Idempotency-Key")] string? idempotencyKey = null,
        CancellationToken cancellationToken = default);

    /// <summary>Gives a streaming message up; it keeps its text so far.</summary>
    [Post("/chat-sessions/{session_id}/messages/{message_id}/abort")]
    Task<Message> AbortMessageAsync(
        [AliasAs("session_id")] long sessionId,
        [AliasAs("message_id")] long messageId,
        [Header("If-Match")] string? ifMatch = null,
        [Header("Idempotency-Key")] string? idempotencyKey = null,
        CancellationToken cancellationToken = default);
}
