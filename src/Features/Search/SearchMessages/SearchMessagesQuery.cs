namespace Chat.Features.Search.SearchMessages;

/// <summary>Finds messages and titles of the current user that hold all words, newest first.</summary>
public sealed record SearchMessagesQuery(
    [Description("Words that must all occur, in any order; `\"a phrase\"` for words in this order, `word*` for a beginning."), Length(1, 256)] string Q,
    [Description("Only sessions of this agent type.")] AgentType? AgentType = null,
    [Description("Only active or only inactive sessions; both when absent.")] bool? IsActive = null,
    [Description("Only this session."), Range(1, Bounds.MaxSafeInteger)] long? SessionId = null,
    [Description("Only messages of this type, and no titles.")] MessageType? MessageType = null,
    [Description("Only what was created at this time or later (RFC 3339).")] DateTimeOffset? From = null,
    [Description("Only what was created before this time (RFC 3339).")] DateTimeOffset? To = null,
    [Description("Most hits of an answer."), Range(1, 100)] long Limit = 20,
    [Description("The `next_cursor` of the answer before.")] string? Cursor = null)
    : IQuery<SearchMessagesResponse>, IFromUrl<SearchMessagesQuery>;
