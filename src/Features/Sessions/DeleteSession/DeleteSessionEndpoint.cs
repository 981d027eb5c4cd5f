using Chat.Features.Shared.Http;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Chat.Features.Sessions.DeleteSession;

internal sealed class DeleteSessionEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app
        .MapDelete(ApiPaths.Session, HandleAsync)
        .WithName("DeleteSession")
        .WithSummary("Marks a session inactive")
        .WithDescription("Nothing is removed, and a PUT can reactivate it. On an inactive session the answer is the same.")
        .WithTags("Sessions")
        .ForUsers(StatusCodes.Status404NotFound, StatusCodes.Status412PreconditionFailed);

    private static async Task<Ok<DeleteSessionResponse>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId, IMediator mediator, CancellationToken token) =>
        TypedResults.Ok(await mediator.Send(new DeleteSessionCommand(SessionPath.Id(sessionId)), token));
}
