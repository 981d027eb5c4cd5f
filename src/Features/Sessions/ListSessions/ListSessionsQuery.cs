namespace Chat.Features.Sessions.ListSessions;

/// <summary>Reads a page of the current user's sessions, newest last message first, or a part of a walk over them. An empty search is no filter.</summary>
public sealed record ListSessionsQuery(
    [Description("The page."), Range(1, Bounds.MaxSafeInteger), DefaultValue(1)] long? Page = null,
    [Description("Most sessions on a page."), UpToSetting(nameof(ChatOptions.MaxPageSize), Default = nameof(ChatOptions.DefaultPageSize))] long? PageSize = null,
    [Description("Only sessions of this agent type.")] AgentType? AgentType = null,
    [Description("Only active or only inactive sessions; both when absent.")] bool? IsActive = null,
    [Description("A text within the title, without regard to case, accents and width.")] string? Search = null,
    [Description("The `next_cursor` of the answer before, instead of a page; empty for the first sessions.")] string? After = null,
    [Description("Most sessions of a walk, which it begins without `after`; not looked at beside a page."), UpToSetting(nameof(ChatOptions.MaxPageSize), Default = nameof(ChatOptions.DefaultPageSize))] long? Limit = null)
    : IQuery<JsonList>, IFromUrl<ListSessionsQuery>
{
    /// <summary>Most sessions of a walk; null for a page.</summary>
    public long? Limit { get; init; } = After is null && (Page is not null || PageSize is not null) ? null : Limit;

    internal bool IsWalk => After is not null || Limit is not null;
}
