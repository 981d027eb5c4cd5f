using Chat.Features.Sessions;
using Chat.Features.Shared.Http;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Chat.Features.Messages.GetMessage;

internal sealed class GetMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app
        .MapGet(ApiPaths.Message, HandleAsync)
        .WithName("GetMessage")
        .WithSummary("Reads a message")
        .WithDescription("A message that is streaming comes with what is there so far.")
        .WithTags("Messages")
        .WithEntityTag()
        .ForUsers(StatusCodes.Status404NotFound)
        .ForAgentsToo();

    private static async Task<Results<Ok<ChatMessage>, StatusCodeHttpResult>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId,
        [FromRoute(Name = "message_id")] string messageId,
        HttpContext call,
        IMediator mediator,
        CancellationToken token)
    {
        var message = await mediator.Send(new GetMessageQuery(SessionPath.Id(sessionId), MessagePath.Id(messageId)), token);
        return call.TellEntityTag(message.EntityTag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(message);
    }
}
