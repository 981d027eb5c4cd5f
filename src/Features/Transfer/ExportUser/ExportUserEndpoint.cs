namespace Chat.Features.Transfer.ExportUser;

internal sealed class ExportUserEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapTransfer()
        .MapGet("/export", (IMediator mediator, CancellationToken token) => mediator.Send(new ExportUserQuery(), token))
        .WithName("ExportUser")
        .WithSummary("Gives everything of the user, to take along")
        .WithDescription(
            "Lines of JSON from one snapshot: a header, then each session followed by its messages in order, each followed by its earlier versions, "
            + "and `{\"end\":true,…}` with the counts. Without that last line the file is cut off. Compressed with gzip where `Accept-Encoding` has it. "
            + "A streaming message has its text so far. For users only.");
}
