namespace Chat.Features.Messages.GetContext;

internal sealed class GetContextHandler(IQuerySession storage, CurrentUser user, IOptions<ChatOptions> options)
    : IRequestHandler<GetContextQuery, JsonList>
{
    private static readonly SqlStatement Context = SqlStatement.Load("GetContext");

    public async Task<JsonList> Handle(GetContextQuery request, CancellationToken cancellationToken)
    {
        if (!options.Value.EnableMessageHistory)
            return await storage.HasSessionAsync(request.SessionId, cancellationToken) ? ToJson(JsonText.NoItems, 0, 0, isTruncated: false) : throw SessionPath.NotFound();
        var rows = await storage.RowsAsync(
            Context,
            row => ToJson(JsonText.Of(row, 3), row.GetInt64(0), row.GetInt64(1), row.GetBoolean(2)),
            cancellationToken,
            ("tenant", user.Id),
            ("session", request.SessionId),
            ("max_tokens", request.MaxTokens),
            ("most_messages", (long)GetContextQuery.MostMessages));
        return rows is [var context] ? context : throw SessionPath.NotFound();

        JsonList ToJson(JsonText messages, long tokens, long omitted, bool isTruncated) => new("messages", messages, string.Create(
            CultureInfo.InvariantCulture, $"""
            "omitted": {omitted}, "max_tokens": {request.MaxTokens}, "total_tokens": {tokens}, "truncated": {(isTruncated ? "true" : "false")}
            """));
    }
}
