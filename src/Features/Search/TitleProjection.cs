namespace Chat.Features.Search;

/// <summary>Keeps the words of titles; what erases sessions removes them. Not rebuilt: it holds no data of its own.</summary>
public sealed class TitleProjection : EventProjection
{
    public override ValueTask ApplyAsync(IDocumentOperations operations, IEvent e, CancellationToken cancellation)
    {
        switch (e.Data)
        {
            case SessionCreated created:
                SearchIndex.ReplaceTitle(operations, created.SessionId, created.Title, created.At);
                break;
            case SessionCopied copied:
                SearchIndex.ReplaceTitle(operations, copied.SessionId, copied.Title, copied.CreatedAt);
                break;
            case SessionUpdated { Title: { } title } updated:
                SearchIndex.ReplaceTitle(operations, updated.SessionId, title, updated.At);
                break;
        }
        return ValueTask.CompletedTask;
    }
}
