namespace Chat.Features.Sessions.GetSession;

internal sealed class GetSessionHandler(IQuerySession storage, CurrentUser user, IOptions<ChatOptions> options)
    : IRequestHandler<GetSessionQuery, SessionWithMessages>
{
    private static readonly SqlStatement
        Alone = SqlStatement.Load("GetSession"),
        WithMessages = SqlStatement.Load("GetSessionWithMessages");

    public async Task<SessionWithMessages> Handle(GetSessionQuery request, CancellationToken cancellationToken)
    {
        var rows = await storage.RowsAsync(
            request.IncludeMessages && options.Value.EnableMessageHistory ? WithMessages : Alone,
            row => new SessionWithMessages(row.IsDBNull(0) ? null : row.GetString(0), JsonText.Of(row, 1)),
            cancellationToken,
            ("tenant", user.Id),
            ("session", request.SessionId));
        return rows is [var session] ? session : throw SessionPath.NotFound();
    }
}
