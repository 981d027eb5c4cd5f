namespace Chat.Features.Transfer.ImportSessions;

/// <summary>How far an import is.</summary>
/// <param name="Sessions">Stored sessions.</param>
/// <param name="Messages">Stored messages.</param>
/// <param name="Skipped">Sessions that were not stored.</param>
/// <param name="Note">Why a session was passed over, unless it had been imported before.</param>
public sealed record ImportProgress(
    long Sessions, long Messages, long Skipped, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImportNote? Note = null);
