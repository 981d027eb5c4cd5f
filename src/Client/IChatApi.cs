namespace Chat.Client;

/// <summary>
/// The calls of the service, one method an endpoint. A POST without an idempotency key gets one, which its retries keep.
/// <see cref="ChatApi"/> has what takes several calls: walks over lists, live events, and drafts.
/// </summary>
/// <remarks>
/// Every method throws <see cref="ChatException"/> for an answer that is an error, and when there is no answer. <c>ifMatch</c> is an entity
/// tag, with its quotes: after another change nothing is done, and the status is 412.
/// </remarks>
public partial interface IChatApi
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

    /// <summary>A page of what a search finds, newest first. See <see cref="ChatApi.SearchAsync"/>.</summary>
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

    /// <summary>
    /// Makes a session inactive; or, when permanent, erases it with all its texts. A 404 may then mean that an earlier try, whose answer was lost, did it.
    /// </summary>
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
