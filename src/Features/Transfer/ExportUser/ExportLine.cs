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
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Format = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Version = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? UserId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ExportedAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SessionResponse? Session = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChatMessage? Message = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChatMessage? Revision = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? End = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Sessions = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Messages = null);
