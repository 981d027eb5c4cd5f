namespace Chat.Features.Search;

/// <summary>The words of a message or of a session's title. Its rows are written by SQL: Marten has no type for <c>tsvector</c>.</summary>
public sealed record SearchEntry
{
    /// <summary>The message; of a title, the session's id with a minus.</summary>
    public long Id { get; set; }

    /// <summary>The session.</summary>
    public long SessionId { get; init; }

    /// <summary>When the message was created, or the title given: UTC, microseconds.</summary>
    public DateTimeOffset FoundAt { get; init; }

    /// <summary>Who speaks, as the word; null for a title.</summary>
    [JsonIgnore]
    public string? TypeWord { get; init; }

    /// <summary>The column of the index.</summary>
    [JsonIgnore]
    public string? Words { get; init; }

    public static void ConfigureMarten(DocumentMapping<SearchEntry> mapping)
    {
        Duplicate(nameof(SessionId), "session_id");
        Duplicate(nameof(FoundAt), "found_at");
        Duplicate(nameof(TypeWord), "message_type", notNull: false);
        Duplicate(nameof(Words), "words", "tsvector");
        mapping.AddIndex("tenant_id", "found_at", "id").Name = "ix_searchentry_newest";
        // Declared in SQL, with a setting that Marten does not know.
        mapping.IgnoreIndex("ix_searchentry_words");
        mapping.Metadata.Version.Enabled = mapping.Metadata.LastModified.Enabled = mapping.Metadata.DotNetType.Enabled = false;

        void Duplicate(string member, string column, string? type = null, bool notNull = true) =>
            mapping.DuplicateField([typeof(SearchEntry).GetProperty(member)!], type, columnName: column, notNull: notNull);
    }
}
