namespace Chat.Features.Search.SearchMessages;

/// <summary>A message or a title that holds what was asked for.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="SessionTitle">Its title.</param>
/// <param name="AgentType">Its agent type.</param>
/// <param name="IsActive">Whether it is active.</param>
/// <param name="Message">Null for a hit in the title.</param>
/// <param name="Snippet">The text around the first occurrence, at most 240 code points.</param>
/// <param name="Highlights">What was found in the snippet: pairs of start and length, in code points.</param>
public sealed record SearchHit(
    long SessionId, string SessionTitle, AgentType AgentType, bool IsActive, ChatMessage? Message, string Snippet, IReadOnlyList<int[]> Highlights);
