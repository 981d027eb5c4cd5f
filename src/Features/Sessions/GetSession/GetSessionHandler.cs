using Chat.Features.Messages;
using Chat.Features.Shared.Configuration;
using Chat.Features.Shared.Json;
using Chat.Features.Shared.Users;
using MediatR;
using Microsoft.Extensions.Options;

namespace Chat.Features.Sessions.GetSession;

internal sealed class GetSessionHandler(IQuerySession storage, CurrentUser user, IOptions<ChatOptions> options)
    : IRequestHandler<GetSessionQuery, SessionWithMessages>
{
    private const string SessionAlone = """
        select data - 'internals' from mt_doc_chatsession where tenant_id = ? and id = ?
        """;

    // The session, then its newest 200 messages in ascending order.
    private const string SessionAndMessages = $"""
        select (s.data - 'internals')::text || coalesce(',' || (
          select string_agg(newest.data, ',') from (
            select {MessageSql.Json} as data from mt_doc_chatmessage m
            where m.tenant_id = ? and m.session_id = ? and m.sequence > (s.data ->> 'message_count')::bigint - 200 order by m.sequence
          ) as newest), '')
        from mt_doc_chatsession s where s.tenant_id = ? and s.id = ?
        """;

    public async Task<SessionWithMessages> Handle(GetSessionQuery request, CancellationToken cancellationToken)
    {
        var id = request.SessionId;
        var rows = request.IncludeMessages && options.Value.EnableMessageHistory
            ? await JsonRows.ReadAsync<ChatSession>(storage, SessionAndMessages, cancellationToken, user.Id, id, user.Id, id, user.Id, id)
            : await JsonRows.ReadAsync<ChatSession>(storage, SessionAlone, cancellationToken, user.Id, id);
        return new SessionWithMessages(rows ?? throw SessionPath.NotFound());
    }
}
