namespace Chat.Features.Search;

/// <summary>Keeps the words of messages and titles, in the transaction that stores them: the next call finds them.</summary>
public static class SearchIndex
{
    private static readonly SqlStatement
        Store = SqlStatement.Load("StoreEntry"),
        Remove = SqlStatement.Load("RemoveEntry");

    /// <summary>A message that is new. One that is streaming is found when it is closed.</summary>
    public static void Add(IDocumentOperations storage, ChatMessage message)
    {
        if (message.Status != MessageStatus.Streaming)
            Put(storage, message.SessionId, message.Id, message.TypeWord, message.Content, message.CreatedAt);
    }

    /// <summary>A message that was changed, or was stored before it could be searched.</summary>
    internal static void Replace(IDocumentOperations storage, ChatMessage message)
    {
        if (message.Status == MessageStatus.Streaming || !Put(storage, message.SessionId, message.Id, message.TypeWord, message.Content, message.CreatedAt))
            storage.Queue(Remove, ("tenant", storage.TenantId), ("id", message.Id));
    }

    /// <summary>A title that is new or was changed; an empty one is removed.</summary>
    public static void ReplaceTitle(IDocumentOperations storage, long session, string title, DateTimeOffset at)
    {
        if (!Put(storage, session, IdOfTitle(session), "", title, at))
            storage.Queue(Remove, ("tenant", storage.TenantId), ("id", IdOfTitle(session)));
    }

    private static long IdOfTitle(long session) => -session;

    // False when there are no words.
    private static bool Put(IDocumentOperations storage, long session, long id, string type, string text, DateTimeOffset at)
    {
        var words = SearchLexemes.Of(storage.TenantId, session, text);
        if (words.Length > 0)
            storage.Queue(Store, ("tenant", storage.TenantId), ("id", id), ("session", session), ("found_at", at), ("type", type), ("words", words));
        return words.Length > 0;
    }
}
