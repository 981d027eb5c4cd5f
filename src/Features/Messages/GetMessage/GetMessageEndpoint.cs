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
        .ForUsers(StatusCodes.Status404NotFound)
        .ForAgentsToo();

    private static async Task<Ok<ChatMessage>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId,
        [FromRoute(Name = "message_id")] string messageId,
        IMediator mediator,
        CancellationToken token) =>
        TypedResults.Ok(await mediator.Send(new GetMessageQuery(SessionPath.Id(sessionId), MessagePath.Id(messageId)), token));
}
