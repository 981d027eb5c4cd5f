using Chat.Features.Sessions;
using Chat.Features.Shared;
using Chat.Features.Shared.Http;
using Chat.Features.Shared.Paging;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Chat.Features.Messages.ListMessages;

internal sealed class ListMessagesEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app
        .MapGet(ApiPaths.Messages, HandleAsync)
        .WithName("ListMessages")
        .WithSummary("Lists the messages of a session")
        .WithDescription("In ascending sequence; any page of a long session costs the same.")
        .WithTags("Messages")
        .WithQuery(
            new QueryParameter("page", typeof(long), "The page.") { Default = 1, Minimum = 1, Maximum = PagingRules.LastPage },
            new QueryParameter("page_size", typeof(int), "Most messages on a page.")
            {
                Default = ListMessagesQuery.DefaultPageSize,
                Minimum = 1,
                Maximum = ListMessagesQuery.MaxPageSize,
            },
            new QueryParameter("message_type", typeof(string), "Only messages of this type.") { Words = Wire.Names<MessageType>() })
        .Produces<ListMessagesResponse>()
        .ForUsers(StatusCodes.Status404NotFound)
        .ForAgentsToo();

    private static Task<JsonPage> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId, HttpRequest request, IMediator mediator, CancellationToken token)
    {
        var id = SessionPath.Id(sessionId);
        var query = new QueryReader(request.Query);
        return mediator.Send(
            new ListMessagesQuery(
                id,
                query.Number("page", 1),
                query.Number("page_size", ListMessagesQuery.DefaultPageSize),
                query.Word<MessageType>("message_type")),
            token);
    }
}
