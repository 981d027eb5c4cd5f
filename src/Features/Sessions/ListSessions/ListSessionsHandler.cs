namespace Chat.Features.Sessions.ListSessions;

internal sealed class ListSessionsHandler(IQuerySession storage, CurrentUser user) : IRequestHandler<ListSessionsQuery, JsonPage>
{
    public async Task<JsonPage> Handle(ListSessionsQuery request, CancellationToken cancellationToken)
    {
        var (sql, parameters) = ListSessionsSql.For(request, user.Id);
        var rows = await JsonRows.ReadAsync(storage, sql, cancellationToken, parameters)
            ?? throw new InvalidOperationException("A list begins with its total.");
        return new JsonPage("sessions", rows, request.Page, request.PageSize);
    }
}
