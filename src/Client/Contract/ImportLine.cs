namespace Chat.Client;

/// <summary>A line of an import's answer: how far it is, or at last its end.</summary>
/// <param name="Sessions">Stored.</param>
/// <param name="Messages">Stored.</param>
/// <param name="Skipped">Sessions that were imported before.</param>
/// <param name="End">True in the last line of an import that reached its end.</param>
/// <param name="Truncated">True when the file was cut off.</param>
/// <param name="Error">What stopped it; what was stored stays.</param>
public sealed record ImportLine(
    long Sessions,
    long Messages,
    long Skipped,
    bool? End = null,
    bool? Truncated = null,
    ImportNote? Error = null);
