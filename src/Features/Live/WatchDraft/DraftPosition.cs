namespace Chat.Features.Live.WatchDraft;

/// <summary>How far a reader has read a message.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Length">Code points that the reader has.</param>
public sealed record DraftPosition(long MessageId, long Length);
