using Chat.Features.Transfer.StoreSession;

namespace Chat.Features.Transfer;

/// <summary>Stores sessions of a file one by one, each in a scope and a transaction of its own.</summary>
internal sealed class SessionStore(IServiceScopeFactory scopes, CallScope call)
{
    /// <summary>The id of a new session; null when the user has imported it already and still has it.</summary>
    internal async Task<long?> NewIdAsync(string sourceKey, CancellationToken token)
    {
        await using var scope = Open();
        var storage = scope.ServiceProvider.GetRequiredService<IQuerySession>();
        return (await storage.RowsAsync(TransferSql.NewSessionId, row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), token, ("tenant", storage.TenantId), ("source", sourceKey)))[0];
    }

    /// <summary>Asks the database, to fail early where it does not answer.</summary>
    internal async Task<bool> AnswersAsync(CancellationToken token)
    {
        await using var scope = Open();
        var storage = scope.ServiceProvider.GetRequiredService<IQuerySession>();
        return (await storage.RowsAsync(TransferSql.IsImported, _ => true, token, ("tenant", storage.TenantId), ("source", "")))[0];
    }

    /// <returns>False when another import has stored it meanwhile.</returns>
    internal async Task<bool> StoreAsync(SpooledSession session, Func<ValueTask> progress, CancellationToken token)
    {
        await using var scope = Open();
        try
        {
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new StoreSessionCommand(session, progress), token);
            return true;
        }
        catch (AlreadyImportedException)
        {
            return false;
        }
    }

    private AsyncServiceScope Open()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallScope>().Call = new CallContext(call.Call.User);
        return scope;
    }
}
