namespace Chat.Features.Shared.Caching;

/// <summary>Changes with every change of a user's data: equal stamps mean equal answers.</summary>
/// <param name="Version">The stream's version.</param>
/// <param name="ChangedAt">The last write of the stream: an event, or a rebuild of its documents.</param>
/// <param name="Grows">Whether a message of the user grows, which does not change the others. Such a stamp is useless.</param>
public readonly record struct StreamStamp(long Version, DateTime ChangedAt, bool Grows);
