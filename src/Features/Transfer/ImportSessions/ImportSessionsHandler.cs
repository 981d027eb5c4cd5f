namespace Chat.Features.Transfer.ImportSessions;

internal sealed class ImportSessionsHandler(
    IDocumentSession storage, SessionStore store, MessageIds ids, TransferSlot slot, CallDeadline deadline, Precondition precondition, IValidator<ExportHeader> headerRules,
    IOptions<ChatOptions> options, TimeProvider time)
    : IRequestHandler<ImportSessionsCommand, ImportSessionsResponse>
{
    public async Task<ImportSessionsResponse> Handle(ImportSessionsCommand request, CancellationToken cancellationToken)
    {
        precondition.CheckNew();
        slot.Take();
        var chat = options.Value;
        // Before a large file is read.
        await deadline.WithinAsync(() => store.AnswersAsync(cancellationToken));
        using var import = new SessionImport(store, ids, chat, request.Tell, time);
        ImportNote? error = null;
        var (line, isTruncated) = (1L, false);
        try
        {
            await foreach (var item in ReaderOf(request.Format).ReadAsync(StreamedBody.Bounded(request.File, chat), cancellationToken))
            {
                line = item.Line;
                await import.TakeAsync(item, cancellationToken);
                isTruncated |= item is EndItem { IsTruncated: true };
            }
        }
        catch (Exception wrong) when (ErrorOf(wrong, line) is not null && (import.HasBegun || wrong is ImportException or InvalidDataException))
        {
            error = ErrorOf(wrong, line)!;
            if (!import.HasBegun)
                throw new InvalidRequestException("body", $"line {error.Line}: {error.Detail}");
        }
        // For the answer to an idempotency key, which the pipeline commits.
        await storage.BeginTenantTransactionAsync(cancellationToken);
        return new ImportSessionsResponse(error is null ? true : null, import.Sessions, import.Messages, import.Skipped, isTruncated ? true : null, error);
    }

    private IImportReader ReaderOf(ImportFormat? format) => format switch
    {
        ImportFormat.ChatGpt => new ConversationReader(new ChatGptConversation(), new ImportRules(options.Value)),
        ImportFormat.OpenWebUI => new ConversationReader(new OpenWebUIChat(), new ImportRules(options.Value)),
        _ => new ExportReader(options.Value, headerRules),
    };

    /// <summary>What a client can mend; null for any other exception.</summary>
    private static ImportNote? ErrorOf(Exception error, long line) => error switch
    {
        ImportException wrong => new ImportNote(wrong.Line, wrong.Message),
        UnsupportedBodyException tooLarge => new ImportNote(line + 1, tooLarge.Message),
        InvalidDataException => new ImportNote(line + 1, "the file can't be decompressed"),
        _ => null,
    };
}
