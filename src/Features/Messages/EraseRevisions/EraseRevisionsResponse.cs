namespace Chat.Features.Messages.EraseRevisions;

/// <param name="Erased">How many versions are gone; 0 when there was none.</param>
public sealed record EraseRevisionsResponse(long Erased);
