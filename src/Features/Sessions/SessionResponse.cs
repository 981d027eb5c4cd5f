namespace Chat.Features.Sessions;

/// <summary>A session as clients see it; members as in the contract.</summary>
/// <remarks>The last member is only in the answer to a call that made other sessions inactive, because of the limit.</remarks>
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
    long MessageCount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<long>? DeactivatedSessionIds = null)
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
