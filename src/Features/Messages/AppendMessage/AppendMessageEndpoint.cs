using Chat.Features.Sessions;
using Chat.Features.Shared.Http;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Chat.Features.Messages.AppendMessage;

internal sealed class AppendMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app
        .MapPatch(ApiPaths.Message + "/append", HandleAsync)
        .WithName("AppendMessage")
        .WithSummary("Adds text to the end of a message")
        .WithDescription("A 200 means durable. With an offset, the same text sent again at the same place adds nothing; any other place is a 409 with the true length.")
        .WithTags("Messages")
        .WithJsonBody<AppendMessageCommand>(
            new RequestExample("At the end", """{"delta": " And one word more."}"""),
            new RequestExample("At a place", """{"delta": "The first words", "offset": 0}"""))
        .WithEntityTag()
        .ForUsers(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed)
        .ForAgentsToo();

    private static async Task<Ok<AppendMessageResponse>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId,
        [FromRoute(Name = "message_id")] string messageId,
        HttpRequest request,
        IMediator mediator,
        CancellationToken token)
    {
        var (session, message) = (SessionPath.Id(sessionId), MessagePath.Id(messageId));
        var command = await JsonBody.ReadAsync<AppendMessageCommand>(request, token);
        var grown = await mediator.Send(command with { SessionId = session, MessageId = message }, token);
        request.HttpContext.Response.Headers.ETag = ChatMessage.EntityTagOf(grown.Revision, grown.UpdatedAt);
        return TypedResults.Ok(grown);
    }
}
