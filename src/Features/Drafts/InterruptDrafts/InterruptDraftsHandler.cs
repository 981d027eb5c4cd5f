namespace Chat.Features.Drafts.InterruptDrafts;

internal sealed class InterruptDraftsHandler(UserMessages messages, IDocumentSession storage, IQuerySession reading, TimeProvider time)
    : IRequestHandler<InterruptDraftsCommand, int>
{
    public async Task<int> Handle(InterruptDraftsCommand request, CancellationToken cancellationToken)
    {
        var due = await reading.AskAsync(
            batch => batch.Query<MessageDraft>().Where(draft => draft.TouchedAt < request.Before).OrderBy(draft => draft.TouchedAt).FirstOrDefault(), cancellationToken);
        if (due is null)
            return 0;
        OpenMessage open;
        try
        {
            open = await messages.OpenAsync(due.SessionId, due.Id, cancellationToken);
        }
        catch (NotFoundException)
        {
            // Its session was purged meanwhile.
            MessageRows.DeleteAll(storage, due.Id);
            return 1;
        }
        // It grew or was closed meanwhile.
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
