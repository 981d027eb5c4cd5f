namespace Chat.Features.Sessions.ListSessions;

internal sealed class ListSessionsHandler(IQuerySession storage, CurrentUser user, IOptions<ChatOptions> options) : IRequestHandler<ListSessionsQuery, JsonList>
{
    public Task<JsonList> Handle(ListSessionsQuery request, CancellationToken cancellationToken) =>
        request.IsWalk ? WalkAsync(request, cancellationToken) : ReadPageAsync(request, cancellationToken);

    private async Task<JsonList> ReadPageAsync(ListSessionsQuery request, CancellationToken token)
    {
        var (number, size) = (request.Page ?? 1, request.PageSize ?? options.Value.DefaultPageSize);
        var offset = Page.Offset(number, size);
        // Array subscripts in Postgres have 32 bits.
        var first = (int)Math.Min(offset, int.MaxValue - size - 1) + 1;
        var rows = await storage.RowsAsync(
            ListSessionsSql.For(request, offset),
            Page.Of,
            token,
            [.. Filter(request), ("first", first), ("last", first + (int)size - 1), ("size", size), ("offset", offset)]);
        return rows[0].ToJson("sessions", number, size);
    }

    private async Task<JsonList> WalkAsync(ListSessionsQuery request, CancellationToken token)
    {
        var before = string.IsNullOrEmpty(request.After) ? Bounds.MaxSafeInteger + 1 : SessionCursor.Read(request.After)!.Value;
        var rows = await storage.RowsAsync(
            ListSessionsSql.For(request, offset: 0),
            row => ToJson(row.IsDBNull(0) ? null : SessionCursor.Of(row.GetInt64(0)), JsonText.Of(row, 1)),
            token,
            [.. Filter(request), ("before", before), ("size", request.Limit ?? options.Value.DefaultPageSize)]);
        return rows[0];

        static JsonList ToJson(string? next, JsonText sessions) => new("sessions", sessions, $"\"next_cursor\":{(next is null ? "null" : $"\"{next}\"")}");
    }

    private (string, object)[] Filter(ListSessionsQuery request) =>
    [
        ("tenant", user.Id),
        ("agent_type", request.AgentType is { } agentType ? Wire.Name(agentType) : ""),
        ("search", SearchText.Fold(request.Search ?? "")),
        ("search_as_before", (request.Search ?? "").ToUpperInvariant()),
    ];
}
