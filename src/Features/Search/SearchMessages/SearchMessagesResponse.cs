namespace Chat.Features.Search.SearchMessages;

/// <param name="Hits">Newest first.</param>
/// <param name="NextCursor">For the hits behind these; null when there are none. An answer may have fewer hits than asked for, or none, and a cursor.</param>
public sealed record SearchMessagesResponse(IReadOnlyList<SearchHit> Hits, string? NextCursor);
