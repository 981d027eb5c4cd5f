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
        var offset = PagingRules.Offset(request.Page, request.PageSize);
        var rows = (options.Value.EnableMessageHistory, request.MessageType) switch
        {
            (false, _) => await ReadAsync(ListMessagesSql.NoHistory, user.Id, id),
            (_, null) => await ReadAsync(ListMessagesSql.AnyType, user.Id, id, user.Id, id, offset + 1, offset + request.PageSize, user.Id, id),
            (_, { } type) => await ReadAsync(
                ListMessagesSql.OneType, Wire.Name(type), user.Id, id, user.Id, id, Wire.Name(type), user.Id, id, request.PageSize, offset),
        };
        return new JsonPage("messages", rows ?? throw SessionPath.NotFound(), request.Page, request.PageSize);

        Task<JsonRows?> ReadAsync(string sql, params object[] parameters) =>
            JsonRows.ReadAsync<ChatMessage>(storage, sql, cancellationToken, parameters);
    }
}
