namespace Chat.Features.Transfer.ExportUser;

/// <summary>A line of an export, for the OpenAPI document: the header, a session, a message, an earlier version of it, or the end.</summary>
/// <param name="Format">In the first line.</param>
/// <param name="Version">In the first line.</param>
/// <param name="UserId">In the first line.</param>
/// <param name="ExportedAt">In the first line.</param>
/// <param name="Session">A session; its messages follow in order.</param>
/// <param name="Message">A message of the session before it.</param>
/// <param name="Revision">An earlier version of the message before it, oldest first.</param>
/// <param name="End">In the last line: true.</param>
/// <param name="Sessions">In the last line.</param>
/// <param name="Messages">In the last line.</param>
public sealed record ExportLine(
    string? Format = null,
    long? Version = null,
    string? UserId = null,
    DateTimeOffset? ExportedAt = null,
    SessionResponse? Session = null,
    ChatMessage? Message = null,
    ChatMessage? Revision = null,
    bool? End = null,
    long? Sessions = null,
    long? Messages = null);
