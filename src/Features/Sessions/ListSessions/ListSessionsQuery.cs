namespace Chat.Features.Sessions.ListSessions;

/// <summary>Reads a page of the current user's sessions, newest last message first. An empty search is no filter.</summary>
public sealed record ListSessionsQuery(
    [Description("The page."), Range(1, Bounds.MaxSafeInteger), DefaultValue(1)] long Page,
    [Description("Most sessions on a page."), UpToSetting(nameof(ChatOptions.MaxPageSize), Default = nameof(ChatOptions.DefaultPageSize))] long PageSize,
    [Description("Only sessions of this agent type.")] AgentType? AgentType = null,
    [Description("Only active or only inactive sessions; both when absent.")] bool? IsActive = null,
    [Description("A text within the title, without regard to case, accents and width.")] string? Search = null)
    : IQuery<JsonList>, IFromUrl<ListSessionsQuery>;
