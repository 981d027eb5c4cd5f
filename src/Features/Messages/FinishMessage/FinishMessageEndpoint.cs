using Chat.Features.Sessions;
using Chat.Features.Shared.Http;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Chat.Features.Messages.FinishMessage;

internal sealed class FinishMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app
        .MapPost(ApiPaths.Message + "/finish", HandleAsync)
        .WithName("FinishMessage")
        .WithSummary("Completes a message that was posted in parts")
        .WithDescription("The body may be left out. On a message that is complete the answer is the message as it is; on an interrupted one a 409.")
        .WithTags("Messages")
        .WithOptionalJsonBody<FinishMessageCommand>(new RequestExample("With final metadata", """{"metadata": {"tokens": 42}}"""))
        .WithEntityTag()
        .ForUsers(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
        .ForAgentsToo();

    private static async Task<Ok<ChatMessage>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId,
        [FromRoute(Name = "message_id")] string messageId,
        HttpRequest request,
        IMediator mediator,
        CancellationToken token)
    {
        var (session, message) = (SessionPath.Id(sessionId), MessagePath.Id(messageId));
        var command = await JsonBody.ReadOrNullAsync<FinishMessageCommand>(request, token) ?? new FinishMessageCommand();
        var finished = await mediator.Send(command with { SessionId = session, MessageId = message }, token);
        request.HttpContext.Response.Headers.ETag = finished.EntityTag;
        return TypedResults.Ok(finished);
    }
}
