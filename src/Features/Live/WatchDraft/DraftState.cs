namespace Chat.Features.Live.WatchDraft;

/// <summary>A message as it is now.</summary>
/// <param name="Status">Whether more will come.</param>
/// <param name="Revision">1 unless it was changed after it was closed.</param>
/// <param name="More">Its text behind the reader's position.</param>
internal sealed record DraftState(MessageStatus Status, long Revision, string More);
