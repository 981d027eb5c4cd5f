namespace Chat.Features.Messages.EraseRevisions;

internal sealed class EraseRevisionsHandler(UserMessages messages, IDocumentSession storage, CurrentUser user, Precondition precondition, TimeProvider time)
    : IRequestHandler<EraseRevisionsCommand, EraseRevisionsResponse>
{
    private static readonly SqlStatement Erase = SqlStatement.Load("EraseRevisions", MessageRows.PartsOf<MessageRevision>());

    public async Task<EraseRevisionsResponse> Handle(EraseRevisionsCommand request, CancellationToken cancellationToken)
    {
        var open = await messages.OpenAsync(request.SessionId, request.MessageId, cancellationToken);
        precondition.Check(open.Message.EntityTag);
        var erased = await storage.RowsAsync(
            Erase, row => row.GetInt64(0), cancellationToken, ("tenant", user.Id), ("message", request.MessageId));
        if (erased is [> 0])
        {
            // What was appended becomes a part of the message, as by finish.
            var changed = open.Message with { UpdatedAt = open.NextUpdate(time.UtcNowMicroseconds()) };
            messages.Change(open, changed);
            open.Stream.AppendOne(new RevisionsErased(changed.SessionId, changed.Id, changed.UpdatedAt));
        }
        return new EraseRevisionsResponse(erased[0]);
    }
}
