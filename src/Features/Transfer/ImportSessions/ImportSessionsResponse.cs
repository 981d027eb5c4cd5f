namespace Chat.Features.Transfer.ImportSessions;

/// <summary>The last line of the answer.</summary>
/// <param name="End">True when the whole file was read; absent after an error.</param>
/// <param name="Sessions">Stored sessions.</param>
/// <param name="Messages">Stored messages.</param>
/// <param name="Skipped">Sessions that were not stored: imported before, or beyond a limit of this service.</param>
/// <param name="Truncated">True when the file has no end: what is whole of it was stored; absent otherwise.</param>
/// <param name="Error">What stopped the import; what was stored before stays.</param>
public sealed record ImportSessionsResponse(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? End = null,
    long Sessions = 0,
    long Messages = 0,
    long Skipped = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Truncated = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImportNote? Error = null);
