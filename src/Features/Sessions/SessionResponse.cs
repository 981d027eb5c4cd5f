namespace Chat.Features.Sessions;

/// <summary>A session as clients see it; members as in the contract.</summary>
public sealed record SessionResponse(
    long Id,
    string UserId,
    [UpToSetting(nameof(ChatOptions.TitleMaxLength))] string Title,
    AgentType AgentType,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastMessageAt,
    DateTimeOffset UpdatedAt,
    bool IsActive,
    JsonElement Metadata,
    long MessageCount)
{
    internal static SessionResponse Of(ChatSession session) => new(
        session.Id,
        session.UserId,
        session.Title,
        session.AgentType,
        session.CreatedAt,
        session.LastMessageAt,
        session.UpdatedAt,
        session.IsActive,
        session.Metadata,
        session.MessageCount);
}
