namespace Chat.Features.Sessions;

/// <summary>
/// A conversation: the document that <see cref="SessionProjection"/> keeps from the user's events. Its JSON is the
/// contract's session, and <see cref="Internals"/> besides.
/// </summary>
public sealed record ChatSession
{
    /// <summary>The sequence that ids come from; taken under the user's lock, so that they follow the order of creation.</summary>
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

    /// <summary>When the newest message came; the time of creation before the first.</summary>
    public DateTimeOffset LastMessageAt { get; init; }

    /// <summary>When anything of it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>False once deleted by the user or displaced by the limit of active sessions.</summary>
    public bool IsActive { get; init; }

    /// <summary>The client's own data: a JSON object.</summary>
    public JsonElement Metadata { get; init; } = ChatJson.EmptyObject;

    /// <summary>Messages in it, and the <c>sequence</c> of its newest.</summary>
    public long MessageCount { get; init; }

    /// <summary>What clients do not see.</summary>
    public SessionInternals Internals { get; init; } = SessionInternals.None;

    /// <summary>The entity tag: another one with every change of the session or of a message in it; null while an earlier version of the service changes it.</summary>
    [JsonIgnore]
    public string? EntityTag => Internals.Changed == 0 ? null : $"\"{Internals.Changed}\"";

    /// <summary>The column <c>agent_type</c>: the word, which an enum's column would not hold.</summary>
    [JsonIgnore]
    public string AgentWord => Wire.Name(AgentType);

    /// <summary>The column <c>search_title</c>: folded here, since what the database folds depends on its locale.</summary>
    [JsonIgnore]
    public string SearchTitle => Fold(Title);

    public static void ConfigureMarten(DocumentMapping<ChatSession> mapping)
    {
        Duplicate(nameof(AgentWord), "agent_type");
        Duplicate(nameof(IsActive), "is_active");
        Duplicate(nameof(LastMessageAt), "last_message_at");
        Duplicate(nameof(UpdatedAt), "updated_at");
        Duplicate(nameof(SearchTitle), "search_title");

        // Lists run down these; the first also holds what a search looks at, so that it reads no documents but those it finds.
        mapping.Indexes.Add(Newest("ix_chatsession_newest", includes: ["search_title"]));
        mapping.Indexes.Add(Newest("ix_chatsession_newest_active", where: "is_active"));
        mapping.Indexes.Add(Newest("ix_chatsession_newest_inactive", where: "not is_active"));
        mapping.AddIndex("tenant_id", "agent_type", "last_message_at", "id").Name = "ix_chatsession_list_by_agent";

        // Not by AddIndex, which takes indexes of the same columns for one.
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
        (_, MessageEdited or MessageFinished or MessageInterrupted) => session with { UpdatedAt = e.At },
        (_, SessionPurged) => null,
        _ => session,
    };

    internal ChatSession After(IEnumerable<ISessionEvent> events) =>
        events.Aggregate(this, (session, e) => Next(session, session.UserId, e) ?? session);

    internal ChatSession ChangedAt(long version) => this with { Internals = Internals with { Changed = version } };

    /// <summary>What changes when the user gives another title, other metadata or another state; null leaves what is there.</summary>
    internal IEnumerable<ISessionEvent> Change(string? title, JsonElement? metadata, bool? isActive, DateTimeOffset at)
    {
        if (title is not null || metadata is not null)
            yield return new SessionUpdated(Id, title, metadata, at);
        if (isActive is true && !IsActive)
            yield return new SessionReactivated(Id, AgentType, at);
        if (isActive is false && IsActive)
            yield return new SessionDeactivated(Id, AgentType, DeactivationReason.UserRequest, at);
    }

    /// <summary>A text as titles are searched: without case.</summary>
    internal static string Fold(string text) => text.ToUpperInvariant();
}
