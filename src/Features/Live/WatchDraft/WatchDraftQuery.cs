namespace Chat.Features.Live.WatchDraft;

/// <summary>Reads the newest streaming message of a session of the current user; null without one.</summary>
public sealed record WatchDraftQuery([FromRoute] long SessionId) : IQuery<DraftPage?>, IFromUrl<WatchDraftQuery>
{
    /// <summary>How far the reader has read; null before the first read.</summary>
    public DraftPosition? Seen { get; init; }
}
