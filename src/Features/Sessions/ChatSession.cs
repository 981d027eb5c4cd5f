namespace Chat.Features.Sessions;

/// <summary>The document of <see cref="SessionProjection"/>. Its JSON is the contract's session and <see cref="Internals"/>.</summary>
public record ChatSession
{
    /// <summary>The sequence of ids. Taken under the user's lock, so that ids follow the order of creation.</summary>
    public const string IdSequence = "chat_session_ids";

    /// <summary>Positive, unique in the installation, at most 2^53 - 1.</summary>
    public long Id { get; set; }

    /// <summary>The owner: the token's <c>sub</c>.</summary>
    public string UserId { get; init; } = "";

    /// <summary>Trimmed, never empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>The kind of agent it is with.</summary>
    public AgentType AgentType { get; init; }

    /// <summary>UTC, microseconds.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The time of the newest message, or of the creation before the first was posted.</summary>
    public DateTimeOffset LastMessageAt { get; init; }

    /// <summary>UTC, microseconds.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>False after a DELETE or over the limit of active sessions.</summary>
    public bool IsActive { get; init; }

    /// <summary>The client's own data: a JSON object.</summary>
    public JsonElement Metadata { get; init; } = ChatJson.EmptyObject;

    /// <summary>Also the <c>sequence</c> of the newest message.</summary>
    public long MessageCount { get; init; }

    /// <summary>Never sent to clients.</summary>
    public SessionInternals Internals { get; init; } = SessionInternals.None;

    /// <summary>Changes with the session and with each of its messages; null when an earlier version of the service wrote it.</summary>
    internal string? EntityTag => Internals.Changed == 0 ? null : $"\"{Internals.Changed}\"";

    /// <summary>The column <c>agent_type</c>, as the word, which Marten would not store for an enum.</summary>
    [JsonIgnore]
    public string AgentWord => Wire.Name(AgentType);

    /// <summary>The column <c>search_title</c>. Folded here, since Postgres's folding depends on its locale.</summary>
    [JsonIgnore]
    public string SearchTitle => SearchText.Fold(Title);

    public static void ConfigureMarten(DocumentMapping<ChatSession> mapping)
    {
        Duplicate(nameof(AgentWord), "agent_type");
        Duplicate(nameof(IsActive), "is_active");
        Duplicate(nameof(LastMessageAt), "last_message_at");
        Duplicate(nameof(UpdatedAt), "updated_at");
        Duplicate(nameof(SearchTitle), "search_title");

        // For lists. The first includes the title, so that a search reads only the documents that it finds.
        mapping.Indexes.Add(Newest("ix_chatsession_newest", includes: ["search_title"]));
        mapping.Indexes.Add(Newest("ix_chatsession_newest_active", where: "is_active"));
        mapping.Indexes.Add(Newest("ix_chatsession_newest_inactive", where: "not is_active"));
        mapping.AddIndex("tenant_id", "agent_type", "last_message_at", "id").Name = "ix_chatsession_list_by_agent";

        // AddIndex would merge indexes on the same columns.
        DocumentIndex Newest(string name, string? where = null, string[]? includes = null) =>
            new(mapping, "tenant_id", "last_message_at", "id") { Name = name, Predicate = where, IncludeColumns = includes };

        void Duplicate(string member, string column) =>
            mapping.DuplicateField([typeof(ChatSession).GetProperty(member)!], columnName: column, notNull: true);
    }

    /// <summary>The session after one more event; null when the event removes it.</summary>
    public static ChatSession? Next(ChatSession? session, string userId, ISessionEvent e) => (session, e) switch
    {
        (_, SessionCreated created) => new ChatSession
        {
            Id = created.SessionId,
            UserId = userId,
            Title = created.Title,
            AgentType = created.AgentType,
            CreatedAt = created.At,
            LastMessageAt = created.At,
            UpdatedAt = created.At,
            IsActive = created.IsActive,
            Metadata = created.Metadata,
        },
        (_, SessionCopied copied) => new ChatSession
        {
            Id = copied.SessionId,
            UserId = userId,
            Title = copied.Title,
            AgentType = copied.AgentType,
            CreatedAt = copied.CreatedAt,
            LastMessageAt = copied.LastMessageAt,
            UpdatedAt = copied.At,
            IsActive = copied.IsActive,
            Metadata = copied.Metadata,
            MessageCount = copied.Messages.Total,
            Internals = SessionInternals.Of(copied.Messages),
        },
        (null, _) => null,
        (_, SessionUpdated updated) => session with
        {
            Title = updated.Title ?? session.Title,
            Metadata = updated.Metadata ?? session.Metadata,
            UpdatedAt = updated.At,
        },
        (_, SessionDeactivated) => session with { IsActive = false, UpdatedAt = e.At },
        (_, SessionReactivated) => session with { IsActive = true, UpdatedAt = e.At },
        (_, MessagePosted posted) => session with
        {
            MessageCount = posted.Sequence,
            LastMessageAt = posted.At,
            UpdatedAt = posted.At,
            Internals = session.Internals.WithMessage(posted.MessageType),
        },
        (_, MessageJudged judged) => session with { UpdatedAt = e.At, Internals = session.Internals.WithFeedback(judged) },
        (_, MessageEdited or MessageFinished or MessageInterrupted or MessageDeleted or RevisionsErased) => session with { UpdatedAt = e.At },
        (_, ISessionRemoval) => null,
        _ => session,
    };

    internal ChatSession After(IEnumerable<ISessionEvent> events) =>
        events.Aggregate(this, (session, e) => Next(session, session.UserId, e) ?? session);

    internal ChatSession ChangedAt(long version) => this with { Internals = Internals with { Changed = version } };

    /// <summary>The events of a change; null leaves a member as it is. A value that is there already makes no event.</summary>
    internal IEnumerable<ISessionEvent> Change(string? title, JsonElement? metadata, bool? isActive, DateTimeOffset at)
    {
        if (title == Title)
            title = null;
        if (metadata is { } same && JsonElement.DeepEquals(same, Metadata))
            metadata = null;
        if (title is not null || metadata is not null)
            yield return new SessionUpdated(Id, title, metadata, at);
        if (isActive is true && !IsActive)
            yield return new SessionReactivated(Id, AgentType, at);
        if (isActive is false && IsActive)
            yield return new SessionDeactivated(Id, AgentType, DeactivationReason.UserRequest, at);
    }
}
