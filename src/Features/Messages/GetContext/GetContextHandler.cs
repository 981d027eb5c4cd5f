namespace Chat.Features.Messages.GetContext;

internal sealed class GetContextHandler(IQuerySession storage, CurrentUser user, IOptions<ChatOptions> options)
    : IRequestHandler<GetContextQuery, JsonList>
{
    public async Task<JsonList> Handle(GetContextQuery request, CancellationToken cancellationToken)
    {
        var (id, most) = (request.SessionId, request.MaxTokens);
        var rows = options.Value.EnableMessageHistory
            ? await JsonRows.ReadAsync(storage, GetContextSql.Context, cancellationToken, most, (long)GetContextQuery.MostMessages, user.Id, id, user.Id, id, user.Id)
            : await JsonRows.ReadAsync(storage, GetContextSql.NoHistory, cancellationToken, most, user.Id, id);
        return new JsonList("messages", rows ?? throw SessionPath.NotFound());
    }
}
