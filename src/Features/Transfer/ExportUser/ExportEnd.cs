namespace Chat.Features.Transfer.ExportUser;

/// <summary>The last line of an export: without it, the file is cut off.</summary>
/// <param name="End">True.</param>
/// <param name="Sessions">How many there are.</param>
/// <param name="Messages">How many there are in all sessions.</param>
public sealed record ExportEnd(bool End, long Sessions, long Messages);
