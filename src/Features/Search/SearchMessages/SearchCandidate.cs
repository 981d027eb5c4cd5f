namespace Chat.Features.Search.SearchMessages;

/// <summary>A message or a title that may hold what was asked for.</summary>
/// <param name="Place">Where it is in the order of hits.</param>
/// <param name="SessionId">The session.</param>
/// <param name="Title">The session's title.</param>
/// <param name="AgentWord">The session's agent type, as the word.</param>
/// <param name="IsActive">Whether the session is active.</param>
/// <param name="Message">As JSON; null for a title, and for a message that is gone.</param>
internal sealed record SearchCandidate(SearchPlace Place, long SessionId, string Title, string AgentWord, bool IsActive, string? Message)
{
    private static readonly JsonTypeInfo<ChatMessage> Json = (JsonTypeInfo<ChatMessage>)ChatJson.Options.GetTypeInfo(typeof(ChatMessage));

    private bool IsTitle => Place.Id < 0;

    /// <summary>Null when the text does not hold all terms.</summary>
    internal SearchHit? Compare(IReadOnlyList<SearchTerm> terms)
    {
        var message = Message is null ? null : JsonSerializer.Deserialize(Message, Json);
        if ((IsTitle ? Title : message?.Content) is not { } text || Snippet.Find(terms, text) is not { } snippet)
            return null;
        _ = Wire.TryParse<AgentType>(AgentWord, out var agentType);
        return new SearchHit(SessionId, Title, agentType, IsActive, message, snippet.Text, snippet.Highlights);
    }
}
