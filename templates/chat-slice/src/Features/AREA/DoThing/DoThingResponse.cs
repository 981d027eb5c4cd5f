namespace Chat.Features.AREA.DoThing;

/// <summary>How many there are.</summary>
/// <param name="Count">0 or more.</param>
public sealed record DoThingResponse(long Count);

