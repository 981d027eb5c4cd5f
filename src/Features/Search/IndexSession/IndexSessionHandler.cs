namespace Chat.Features.Search.IndexSession;

/// <summary>With the user's stream locked, so that no message changes meanwhile. A step is short: calls of the user wait for it.</summary>
internal sealed class IndexSessionHandler(UserStream users, IDocumentSession storage, CurrentUser user) : IRequestHandler<IndexSessionCommand, bool>
{
    private const int MessagesAStep = 500;

    private static readonly SqlStatement
        Next = SqlStatement.Load("NextBacklog"),
        Messages = SqlStatement.Load("MessagesToIndex");

    public async Task<bool> Handle(IndexSessionCommand request, CancellationToken cancellationToken)
    {
        await users.OpenAsync(cancellationToken);
        if (await storage.DocumentsAsync<SearchBacklog>(Next, cancellationToken, ("tenant", user.Id)) is not [var backlog])
            return false;
        var session = await storage.AskAsync(batch => batch.Load<ChatSession>(backlog.Id), cancellationToken);
        var messages = session is null ? [] : await storage.DocumentsAsync<ChatMessage>(
            Messages, cancellationToken, ("tenant", user.Id), ("session", backlog.Id), ("after", backlog.After), ("most", MessagesAStep));
        foreach (var message in messages)
            SearchIndex.Replace(storage, message);
        if (messages.Count == MessagesAStep)
        {
            storage.Update(backlog with { After = messages[^1].Sequence });
            return true;
        }
        if (session is not null)
            SearchIndex.ReplaceTitle(storage, session.Id, session.Title, session.CreatedAt);
        storage.Delete<SearchBacklog>(backlog.Id);
        return true;
    }
}
