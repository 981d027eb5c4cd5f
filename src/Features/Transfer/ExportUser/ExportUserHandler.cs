namespace Chat.Features.Transfer.ExportUser;

/// <summary>Opens the snapshot, in the time of a call. What is read from it afterwards has no such limit.</summary>
internal sealed class ExportUserHandler(IDocumentSession storage, CurrentUser user, TransferSlot slot, TimeProvider time)
    : IRequestHandler<ExportUserQuery, UserExport>
{
    private const string OneSnapshot = "set transaction isolation level repeatable read, read only";

    private static readonly SqlStatement Patience = SqlStatement.Load("ExportPatience");

    public async Task<UserExport> Handle(ExportUserQuery request, CancellationToken cancellationToken)
    {
        slot.Take();
        await storage.BeginAsync(cancellationToken);
        // Before any query of the transaction, also that which names the tenant.
        var batch = storage.CreateBatchQuery();
        _ = batch.AddItem(new RowsQuery<bool>(OneSnapshot, [], _ => true));
        await batch.Execute(cancellationToken);
        await storage.RowsAsync(Patience, _ => true, cancellationToken, ("tenant", user.Id));
        return new UserExport(storage, user.Id, time.UtcNowMicroseconds(), await UserExport.SessionsAsync(storage, after: 0, cancellationToken));
    }
}
