namespace Chat.Client;

/// <summary>A message or a title that was found.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="SessionTitle">Its title.</param>
/// <param name="AgentType">The kind of agent that it is with.</param>
/// <param name="IsActive">Whether it is active.</param>
/// <param name="Message">Null for a hit in the title.</param>
/// <param name="Snippet">At most 240 code points around what was found.</param>
/// <param name="Highlights">Start and length of each place in the snippet, in code points.</param>
public sealed record SearchHit(
    long SessionId,
    string SessionTitle,
    AgentType AgentType,
    bool IsActive,
    Message? Message,
    string Snippet,
    IReadOnlyList<IReadOnlyList<int>> Highlights);
