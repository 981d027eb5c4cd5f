using Chat.Features.Sessions;
using Chat.Features.Shared;
using Chat.Features.Shared.Configuration;
using Chat.Features.Shared.Json;
using Chat.Features.Shared.Paging;
using Chat.Features.Shared.Users;
using MediatR;
using Microsoft.Extensions.Options;

namespace Chat.Features.Messages.ListMessages;

internal sealed class ListMessagesHandler(IQuerySession storage, CurrentUser user, IOptions<ChatOptions> options)
    : IRequestHandler<ListMessagesQuery, JsonPage>
{
    public async Task<JsonPage> Handle(ListMessagesQuery request, CancellationToken cancellationToken)
    {
        var id = request.SessionId;
        var first = PagingRules.Offset(request.Page, request.PageSize) + 1;
        var last = first + request.PageSize - 1;
        var rows = (options.Value.EnableMessageHistory, request.MessageType) switch
        {
            (false, _) => await ReadAsync(ListMessagesSql.NoHistory, user.Id, id),
            (_, null) => await ReadAsync(ListMessagesSql.AnyType, user.Id, id, user.Id, id, first, last, user.Id, id),
            (_, { } type) => await ReadAsync(
                ListMessagesSql.OneType, Wire.Name(type), user.Id, id, user.Id, id, Wire.Name(type), first, last, user.Id, id),
        };
        return new JsonPage("messages", rows ?? throw SessionPath.NotFound(), request.Page, request.PageSize);

        Task<JsonRows?> ReadAsync(string sql, params object[] parameters) =>
            JsonRows.ReadAsync<ChatMessage>(storage, sql, cancellationToken, parameters);
    }
}
