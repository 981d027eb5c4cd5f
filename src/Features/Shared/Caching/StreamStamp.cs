namespace Chat.Features.Shared.Caching;

/// <summary>
/// What moves with every change of a user's data: of two stamps that are equal, all that the user could read is equal.
/// </summary>
/// <param name="Version">Events of the user's stream.</param>
/// <param name="ChangedAt">When the stream was last written: an event, or documents built anew from the events.</param>
/// <param name="Grows">Whether a message of the user grows, which moves nothing else. Such stamps say nothing.</param>
public readonly record struct StreamStamp(long Version, DateTime ChangedAt, bool Grows);
