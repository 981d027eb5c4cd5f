namespace Chat.Features.Sessions.GetSession;

/// <summary>The shape of <see cref="SessionWithMessages"/>, which is streamed: for the OpenAPI document and for clients in .NET.</summary>
public sealed record GetSessionResponse(
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
    IReadOnlyList<ChatMessage> Messages);
