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
        select data - 'internals' as data from mt_doc_chatsession where tenant_id = ? and id = ?
        """;

    // The newest 200, in ascending order behind the session itself. Messages that wait to be purged have none.
    private const string SessionAndMessages = """
        select data from (
          select 0 as place, s.data - 'internals' as data
          from mt_doc_chatsession s where s.tenant_id = ? and s.id = ?
          union all
          (select m.sequence, m.data
           from mt_doc_chatmessage m where m.tenant_id = ? and m.session_id = ?
             and exists (select from mt_doc_chatsession s where s.tenant_id = ? and s.id = ?)
           order by m.sequence desc limit 200)
        ) as placed order by place
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
