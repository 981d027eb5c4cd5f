namespace Chat.Features.Messages.ListMessages;

internal sealed class ListMessagesHandler(IQuerySession storage, CurrentUser user, IOptions<ChatOptions> options)
    : IRequestHandler<ListMessagesQuery, JsonList>
{
    private static readonly SqlStatement
        OfAnyType = SqlStatement.Load("ListMessages"),
        OfOneType = SqlStatement.Load("ListMessagesOfType"),
        AtCursor = SqlStatement.Load("ListMessagesAtCursor"),
        OfOneTypeAtCursor = SqlStatement.Load("ListMessagesOfTypeAtCursor");

    public async Task<JsonList> Handle(ListMessagesQuery request, CancellationToken cancellationToken)
    {
        var answer = options.Value.EnableMessageHistory
            ? await (request.HasCursor ? ReadAtCursorAsync(request, cancellationToken) : ReadPageAsync(request, cancellationToken))
            : await storage.HasSessionAsync(request.SessionId, cancellationToken) ? NoHistory(request) : null;
        return answer ?? throw SessionPath.NotFound();
    }

    private async Task<JsonList?> ReadPageAsync(ListMessagesQuery request, CancellationToken token)
    {
        var (number, size) = NumberAndSize(request);
        var first = Page.Offset(number, size) + 1;
        var rows = await storage.RowsAsync(
            request.MessageType is null ? OfAnyType : OfOneType,
            Page.Of,
            token,
            ("tenant", user.Id),
            ("session", request.SessionId),
            ("type", TypeOf(request)),
            ("first", first),
            ("last", first + size - 1));
        return rows is [var page] ? page.ToJson("messages", number, size) : null;
    }

    private async Task<JsonList?> ReadAtCursorAsync(ListMessagesQuery request, CancellationToken token)
    {
        var (_, limit) = NumberAndSize(request);
        var isAfter = request.AfterSequence is not null;
        var rows = await storage.RowsAsync(
            request.MessageType is null ? AtCursor : OfOneTypeAtCursor,
            row => AtCursorToJson(row.GetInt64(0), limit, hasPrevious: row.GetBoolean(1), hasNext: row.GetBoolean(2), JsonText.Of(row, 3)),
            token,
            ("tenant", user.Id),
            ("session", request.SessionId),
            ("type", TypeOf(request)),
            // The last sequence before the range (after), or in it (before).
            ("cursor", request.AfterSequence ?? request.BeforeSequence!.Value - 1),
            ("back", isAfter ? 0L : limit),
            ("forth", isAfter ? limit : 0L));
        return rows is [var list] ? list : null;
    }

    private static JsonList NoHistory(ListMessagesQuery request)
    {
        var (number, size) = NumberAndSize(request);
        return request.HasCursor
            ? AtCursorToJson(0, size, hasPrevious: false, hasNext: false, JsonText.NoItems)
            : new Page(0, JsonText.NoItems).ToJson("messages", number, size);
    }

    // The members are spelled as ever; clients may compare whole bodies.
    private static JsonList AtCursorToJson(long total, long limit, bool hasPrevious, bool hasNext, JsonText messages) => new("messages", messages, string.Create(
        CultureInfo.InvariantCulture,
        $"""
        "page": 1, "has_next": {(hasNext ? "true" : "false")}, "page_size": {limit}, "total_count": {total}, "has_previous": {(hasPrevious ? "true" : "false")}
        """));

    private static (long Number, long Size) NumberAndSize(ListMessagesQuery request) =>
        (request.Page ?? 1, (request.HasCursor ? request.Limit : request.PageSize) ?? ListMessagesQuery.DefaultPageSize);

    private static string TypeOf(ListMessagesQuery request) => request.MessageType is { } type ? Wire.Name(type) : "";
}
