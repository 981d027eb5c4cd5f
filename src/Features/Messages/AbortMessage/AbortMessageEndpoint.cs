using Chat.Features.Sessions;
using Chat.Features.Shared.Http;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Chat.Features.Messages.AbortMessage;

internal sealed class AbortMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app
        .MapPost(ApiPaths.Message + "/abort", HandleAsync)
        .WithName("AbortMessage")
        .WithSummary("Gives up a message that was posted in parts")
        .WithDescription("What is there stays and can be read; the message is `interrupted`. On an interrupted message the answer is the same; on a complete one a 409.")
        .WithTags("Messages")
        .ForUsers(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
        .ForAgentsToo();

    private static async Task<Ok<ChatMessage>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId,
        [FromRoute(Name = "message_id")] string messageId,
        IMediator mediator,
        CancellationToken token) =>
        TypedResults.Ok(await mediator.Send(new AbortMessageCommand(SessionPath.Id(sessionId), MessagePath.Id(messageId)), token));
}
