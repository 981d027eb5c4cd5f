namespace Chat.Features.Transfer;

/// <summary>A session of a file, without its messages.</summary>
internal sealed record SourceSession(
    SessionSource Source, string Title, AgentType AgentType, bool IsActive, JsonElement Metadata, DateTimeOffset CreatedAt);
