namespace Chat.Client;

/// <summary>
/// The calls of the service, one method an endpoint. A POST without an idempotency key gets one, which its retries keep.
/// <see cref="ChatApi"/> has what takes several calls: walks over lists, live events, and drafts.
/// </summary>
/// <remarks>
/// Every method throws <see cref="ChatException"/> for an answer that is an error, and when there is no answer. <c>ifMatch</c> is an entity
/// tag, with its quotes: after another change nothing is done, and the status is 412.
/// </remarks>
public interface IChatApi
{
    [Post("/chat-sessions")]
    Task<Session> CreateSessionAsync(
        [Body] NewSession session, [Header("Idempotency-Key")] string? idempotencyKey = null, CancellationToken cancellationToken = default);

    /// <summary>A page, newest <c>LastMessageAt</c> first.</summary>
    /// <param name="page">From 1.</param>
    /// <param name="pageSize">1 to 100, or as the service is configured; 10 when null.</param>
    /// <param name="agentType">Only sessions of this type.</param>
    /// <param name="isActive">Only active or only inactive ones.</param>
    /// <param name="search">A text in the title, whatever its case, accents and width.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    [Get("/chat-sessions")]
    Task<SessionPage> GetSessionPageAsync(
        int? page = null,
        [AliasAs("page_size")] int? pageSize = null,
        [AliasAs("agent_type")] AgentType? agentType = null,
        [AliasAs("is_active")] bool? isActive = null,
        string? search = null,
        CancellationToken cancellationToken = default);

    /// <summary>A part of a walk over all sessions, newest creation first. See <see cref="ChatApi.ListSessionsAsync"/>.</summary>
    /// <param name="limit">1 to 100, or as the service is configured.</param>
    /// <param name="after">The cursor of the part before; null for the first.</param>
    /// <param name="agentType">Only sessions of this type.</param>
    /// <param name="isActive">Only active or only inactive ones.</param>
    /// <param name="search">A text in the title, whatever its case, accents and width.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    [Get("/chat-sessions")]
    Task<SessionPage> WalkSessionsAsync(
        int limit,
        string? after = null,
        [AliasAs("agent_type")] AgentType? agentType = null,
        [AliasAs("is_active")] bool? isActive = null,
        string? search = null,
        CancellationToken cancellationToken = default);

    /// <param name="query">1 to 256 code points: words, <c>"a phrase"</c>, <c>word*</c>.</param>
    /// <param name="agentType">Only sessions of this type.</param>
    /// <param name="isActive">Only active or only inactive sessions.</param>
    /// <param name="sessionId">Only this session.</param>
    /// <param name="messageType">Only messages of this type.</param>
    /// <param name="from">Only what was created then or later.</param>
    /// <param name="to">Only what was created before.</param>
    /// <param name="limit">1 to 100; 20 when null.</param>
    /// <param name="cursor">The cursor of the page before; null for the first.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    [Get("/chat-sessions/search")]
    Task<SearchPage> GetSearchPageAsync(
        [AliasAs("q")] string query,
        [AliasAs("agent_type")] AgentType? agentType = null,
        [AliasAs("is_active")] bool? isActive = null,
        [AliasAs("session_id")] long? sessionId = null,
        [AliasAs("message_type")] MessageType? messageType = null,
        DateTimeOffset? from = null,
        DateTimeOffset? to = null,
        int? limit = null,
        string? cursor = null,
        CancellationToken cancellationToken = default);

    /// <summary>A session with its newest 200 messages, or without.</summary>
    [Get("/chat-sessions/{session_id}")]
    Task<SessionWithMessages> GetSessionAsync(
        [AliasAs("session_id")] long sessionId, [AliasAs("include_messages")] bool includeMessages = true, CancellationToken cancellationToken = default);

    /// <summary>A session as JSON, for its headers, which have its <c>ETag</c>. An error is not thrown.</summary>
    [Get("/chat-sessions/{session_id}?include_messages=false")]
    Task<HttpResponseMessage> GetSessionResponseAsync([AliasAs("session_id")] long sessionId, CancellationToken cancellationToken = default);

    [Put("/chat-sessions/{session_id}")]
    Task<Session> UpdateSessionAsync(
        [AliasAs("session_id")] long sessionId,
        [Body] SessionChange change,
        [Header("If-Match")] string? ifMatch = null,
        CancellationToken cancellationToken = default);

    /// <summary>Makes a session inactive; or, when permanent, erases it with all its texts.</summary>
    [Delete("/chat-sessions/{session_id}")]
    Task<DeletedSession> DeleteSessionAsync(
        [AliasAs("session_id")] long sessionId,
        bool? permanent = null,
        [Header("If-Match")] string? ifMatch = null,
        CancellationToken cancellationToken = default);

    [Post("/chat-sessions/bulk")]
    Task<ChangedSessions> ChangeSessionsAsync(
        [Body] SessionsChange change, [Header("Idempotency-Key")] string? idempotencyKey = null, CancellationToken cancellationToken = default);

    /// <summary>Copies a session, or its beginning, into a new one.</summary>
    [Post("/chat-sessions/{session_id}/fork")]
    Task<Session> ForkSessionAsync(
        [AliasAs("session_id")] long sessionId,
        [Body] Fork fork,
        [Header("Idempotency-Key")] string? idempotencyKey = null,
        CancellationToken cancellationToken = default);

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
        [AliasAs("session_id")] long sessionId, [AliasAs("message_id")] long messageId, [Body] Append append, CancellationToken cancellationToken = default);

    /// <summary>Completes a streaming message.</summary>
    [Post("/chat-sessions/{session_id}/messages/{message_id}/finish")]
    Task<Message> FinishMessageAsync(
        [AliasAs("session_id")] long sessionId,
        [AliasAs("message_id")] long messageId,
        [Body] Finish finish,
        [AliasAs("metadata_mode")] MetadataMode? metadataMode = null,
        [Header("Idempotency-Key")] string? idempotencyKey = null,
        CancellationToken cancellationToken = default);

    /// <summary>Gives a streaming message up; it keeps its text so far.</summary>
    [Post("/chat-sessions/{session_id}/messages/{message_id}/abort")]
    Task<Message> AbortMessageAsync(
        [AliasAs("session_id")] long sessionId,
        [AliasAs("message_id")] long messageId,
        [Header("Idempotency-Key")] string? idempotencyKey = null,
        CancellationToken cancellationToken = default);

    [Get("/chat-sessions/stats/user")]
    Task<UserStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default);

    /// <summary>The events of all sessions as they are sent. See <see cref="ChatApi.WatchAsync"/>. An error is not thrown.</summary>
    [Get("/chat-sessions/events")]
    Task<HttpResponseMessage> OpenEventsAsync(long? after = null, CancellationToken cancellationToken = default);

    /// <summary>The events of a session as they are sent. See <see cref="ChatApi.WatchAsync"/>. An error is not thrown.</summary>
    [Get("/chat-sessions/{session_id}/events")]
    Task<HttpResponseMessage> OpenSessionEventsAsync(
        [AliasAs("session_id")] long sessionId, long? after = null, CancellationToken cancellationToken = default);

    /// <summary>Everything of the user as lines of JSON. See <see cref="ChatApi.ExportAsync"/>. An error is not thrown.</summary>
    [Get("/users/me/export")]
    Task<HttpResponseMessage> OpenExportAsync(CancellationToken cancellationToken = default);

    /// <summary>Sends a file. See <see cref="ChatApi.ImportAsync"/>. Not retried. An error is not thrown.</summary>
    [Post("/users/me/import")]
    Task<HttpResponseMessage> OpenImportAsync(
        [Body] HttpContent file,
        ImportFormat? format = null,
        [Header("Idempotency-Key")] string? idempotencyKey = null,
        CancellationToken cancellationToken = default);

    /// <summary>Erases everything of the user.</summary>
    [Delete("/users/me")]
    Task<ErasedUser> EraseUserAsync(CancellationToken cancellationToken = default);
}
