namespace Chat.Features.Transfer.ImportSessions;

/// <summary>A line behind the header; one member is given.</summary>
internal sealed record ImportLine(ImportLineSession? Session = null, ChatMessage? Message = null, ChatMessage? Revision = null, bool? End = null);

/// <summary>A session as it is exported.</summary>
internal sealed record ImportLineSession(
    long? Id = null,
    string? Title = null,
    AgentType? AgentType = null,
    DateTimeOffset? CreatedAt = null,
    bool? IsActive = null,
    JsonElement? Metadata = null,
    long? MessageCount = null);
