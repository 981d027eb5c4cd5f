namespace Chat.Features.Messages.ListMessages;

internal sealed class ListMessagesHandler(IQuerySession storage, CurrentUser user, IOptions<ChatOptions> options)
    : IRequestHandler<ListMessagesQuery, JsonAnswer>
{
    public async Task<JsonAnswer> Handle(ListMessagesQuery request, CancellationToken cancellationToken) => request.HasCursor
        ? new JsonList("messages", await CursorAsync(request, cancellationToken) ?? throw SessionPath.NotFound())
        : await PageAsync(request, cancellationToken);

    private async Task<JsonPage> PageAsync(ListMessagesQuery request, CancellationToken token)
    {
        var id = request.SessionId;
        var (page, size) = (request.Page ?? 1, request.PageSize ?? ListMessagesQuery.DefaultPageSize);
        var first = PagingRules.Offset(page, size) + 1;
        var last = first + size - 1;
        var rows = await ((options.Value.EnableMessageHistory, request.MessageType) switch
        {
            (false, _) => ReadAsync(ListMessagesSql.NoHistory, [user.Id, id], token),
            (_, null) => ReadAsync(ListMessagesSql.AnyType, [user.Id, id, user.Id, id, first, last, user.Id, id], token),
            (_, { } type) => ReadAsync(
                ListMessagesSql.OneType, [Wire.Name(type), user.Id, id, user.Id, id, Wire.Name(type), first, last, user.Id, id], token),
        });
        return new JsonPage("messages", rows ?? throw SessionPath.NotFound(), page, size);
    }

    private Task<JsonRows?> CursorAsync(ListMessagesQuery request, CancellationToken token)
    {
        var id = request.SessionId;
        var limit = request.Limit ?? ListMessagesQuery.DefaultPageSize;
        // The last place before the range, or in it.
        var place = request.AfterSequence ?? request.BeforeSequence!.Value - 1;
        var (back, forth) = request.AfterSequence is null ? (limit, 0L) : (0L, limit);
        return (options.Value.EnableMessageHistory, request.MessageType) switch
        {
            (false, _) => ReadAsync(CursorSql.NoHistory, [limit, user.Id, id], token),
            (_, null) => ReadAsync(CursorSql.AnyType, [place, user.Id, id, user.Id, id, user.Id, id, back, forth], token),
            (_, { } type) => ReadAsync(
                CursorSql.OneType,
                [Wire.Name(type), place, user.Id, id, user.Id, id, Wire.Name(type), user.Id, id, user.Id, id, Wire.Name(type), back, forth],
                token),
        };
    }

    private Task<JsonRows?> ReadAsync(string sql, object[] parameters, CancellationToken token) =>
        JsonRows.ReadAsync(storage, sql, token, parameters);
}
