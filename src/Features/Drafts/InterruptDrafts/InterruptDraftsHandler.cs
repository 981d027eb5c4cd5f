namespace Chat.Features.Drafts.InterruptDrafts;

internal sealed class InterruptDraftsHandler(UserMessages messages, IDocumentSession storage, IQuerySession reading, CurrentUser user, TimeProvider time)
    : IRequestHandler<InterruptDraftsCommand, int>
{
    private const string Due = """
        where tenant_id = ? and touched_at < ? order by touched_at limit 1
        """;

    public async Task<int> Handle(InterruptDraftsCommand request, CancellationToken cancellationToken)
    {
        if (await reading.DocumentsAsync<MessageDraft>(Due, cancellationToken, user.Id, request.Before) is not [var due])
            return 0;
        OpenMessage open;
        try
        {
            open = await messages.OpenAsync(due.SessionId, due.Id, cancellationToken);
        }
        catch (NotFoundException)
        {
            // Its session was purged since the draft was found.
            storage.QueueSqlCommand(MessageSql.DeleteDeltas, user.Id, due.Id);
            storage.Delete<MessageDraft>(due.Id);
            return 1;
        }
        // It may have grown, or been put together, since it was found.
        if (open.Draft is not { } draft || draft.TouchedAt >= request.Before)
            return 1;
        var at = open.NextUpdate(time.UtcNowMicroseconds());
        if (draft.IsStreaming)
            messages.Interrupt(open, at);
        else
            messages.Edit(open, open.Stored, open.Message with { UpdatedAt = at });
        return 1;
    }
}
