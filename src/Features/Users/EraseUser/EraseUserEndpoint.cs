namespace Chat.Features.Users.EraseUser;

internal sealed class EraseUserEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapUsers()
        .MapDelete("/me", HandleAsync)
        .WithName("EraseUser")
        .WithSummary("Erases everything of the user")
        .WithDescription("All sessions, messages, statistics and stored answers are gone from the database, at once and for good; the answer is the receipt. Open event streams of the user end. The user may begin anew at once. For users only.");

    private static Task<EraseUserResponse> HandleAsync(IMediator mediator, CancellationToken token) => mediator.Send(new EraseUserCommand(), token);
}
