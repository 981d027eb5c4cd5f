namespace Chat.Features.Search;

/// <summary>Keeps the words of messages and titles, in the transaction that stores them: the next call finds them.</summary>
public static class SearchIndex
{
    private const int CopiesAtOnce = 2_000;

    private const char Separator = '\u0003';

    private static readonly SqlStatement
        Store = SqlStatement.Load("StoreEntry"),
        StoreMany = SqlStatement.Load("StoreEntries"),
        Copy = SqlStatement.Load("CopyEntries"),
        CopyBacklog = SqlStatement.Load("CopyBacklog"),
        Remove = SqlStatement.Load("RemoveEntry");

    /// <summary>A message that is new. One that is streaming is found when it is closed.</summary>
    public static void Add(IDocumentOperations storage, ChatMessage message)
    {
        if (message.Status != MessageStatus.Streaming)
            Put(storage, message.SessionId, message.Id, message.TypeWord, message.Content, message.CreatedAt);
    }

    /// <summary>Messages of a session that are copies of another session's, in the order of their sequences from 1.</summary>
    internal static async Task AddCopiesAsync(IDocumentSession storage, long session, long fork, long[] ids, CancellationToken token)
    {
        var after = 0L;
        // Each statement is short enough for its time-out.
        foreach (var some in ids.Chunk(CopiesAtOnce))
        {
            await storage.RowsAsync(
                Copy, row => row.GetInt64(0), token,
                ("tenant", storage.TenantId), ("session", session), ("fork", fork), ("ids", some), ("after", after), ("up_to", after + some.Length),
                ("of_session", SearchLexemes.OfSession(storage.TenantId, session)), ("of_fork", SearchLexemes.OfSession(storage.TenantId, fork)));
            after += some.Length;
        }
        storage.Queue(CopyBacklog, ("tenant", storage.TenantId), ("session", session), ("fork", fork));
    }

    /// <summary>Many new messages of one session, at once. None of them is streaming.</summary>
    internal static Task AddAsync(IDocumentSession storage, long session, IReadOnlyCollection<ChatMessage> messages, CancellationToken token) => storage.RowsAsync(
        StoreMany, row => row.GetInt64(0), token,
        ("tenant", storage.TenantId), ("session", session), ("ids", messages.Select(message => message.Id).ToArray()),
        ("times", messages.Select(message => message.CreatedAt.UtcDateTime).ToArray()), ("types", messages.Select(message => message.TypeWord).ToArray()),
        ("words", messages.Select(message => string.Join(Separator, SearchLexemes.Of(storage.TenantId, session, message.Content))).ToArray()));

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
