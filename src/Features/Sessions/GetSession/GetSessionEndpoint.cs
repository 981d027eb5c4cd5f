using Chat.Features.Shared.Http;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Chat.Features.Sessions.GetSession;

internal sealed class GetSessionEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app
        .MapGet(ApiPaths.Session, HandleAsync)
        .WithName("GetSession")
        .WithSummary("Reads a session")
        .WithDescription("Inactive sessions are returned as well. With messages, the newest 200 come in ascending sequence.")
        .WithTags("Sessions")
        .WithQuery(new QueryParameter("include_messages", typeof(bool), "Whether the newest messages come with it.") { Default = true })
        .WithEntityTag()
        .Produces<GetSessionResponse>()
        .ForUsers(StatusCodes.Status404NotFound)
        .ForAgentsToo();

    private static Task<SessionWithMessages> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId, HttpRequest request, IMediator mediator, CancellationToken token)
    {
        var id = SessionPath.Id(sessionId);
        var includeMessages = new QueryReader(request.Query).Flag("include_messages") ?? true;
        return mediator.Send(new GetSessionQuery(id, includeMessages), token);
    }
}
