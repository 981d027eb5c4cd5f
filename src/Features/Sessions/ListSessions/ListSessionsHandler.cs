namespace Chat.Features.Sessions.ListSessions;

internal sealed class ListSessionsHandler(IQuerySession storage, CurrentUser user) : IRequestHandler<ListSessionsQuery, JsonList>
{
    public async Task<JsonList> Handle(ListSessionsQuery request, CancellationToken cancellationToken)
    {
        var (number, size) = (request.Page, request.PageSize);
        var offset = Page.Offset(number, size);
        // Array subscripts in Postgres have 32 bits.
        var first = (int)Math.Min(offset, int.MaxValue - size - 1) + 1;
        var rows = await storage.RowsAsync(
            ListSessionsSql.For(request, offset),
            Page.Of,
            cancellationToken,
            ("tenant", user.Id),
            ("agent_type", request.AgentType is { } agentType ? Wire.Name(agentType) : ""),
            ("search", SearchText.Fold(request.Search ?? "")),
            ("search_as_before", (request.Search ?? "").ToUpperInvariant()),
            ("first", first),
            ("last", first + (int)size - 1),
            ("size", size),
            ("offset", offset));
        return rows[0].ToJson("sessions", number, size);
    }
}
