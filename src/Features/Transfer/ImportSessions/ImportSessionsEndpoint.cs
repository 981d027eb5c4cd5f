namespace Chat.Features.Transfer.ImportSessions;

internal sealed class ImportSessionsEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapTransfer()
        .MapPost("/import", (ImportSessionsCommand command, HttpContext call, IMediator mediator) => new ImportAnswer(call).SendAsync(command, mediator))
        .WithName("ImportSessions")
        .WithSummary("Brings sessions from a file")
        .WithDescription(
            "The file is the body: the lines of an export of this service, as `application/x-ndjson` or `application/json`, or the JSON that `format` names; "
            + "each also as a gzip file, as `application/gzip`. The example is the first line of an export. Each session is stored whole or not at all, with new ids and "
            + "its source in `metadata.imported_from`; one that was imported before and is still there is skipped. The newest sessions stay active up to the limit. "
            + "The answer is lines of JSON: counts while it works, and at last the response. A line that is wrong stops the import and is named in `error`, or in a 400 when "
            + "nothing was stored before; what was stored stays. For users only.")
        .Accepts<ExportHeader>(StreamedBody.Json, StreamedBody.Lines, StreamedBody.Gzip)
        .Produces<ImportSessionsResponse>(StatusCodes.Status200OK, LineStream.MediaType)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .WithMetadata(new StreamedBody(), new CreatedLocation(), new RequestExample("The first line of an export", """
            {"format": "chat-export", "version": 1, "user_id": "alice", "exported_at": "2026-11-22T22:31:43.929250Z"}
            """.Trim()));
}
