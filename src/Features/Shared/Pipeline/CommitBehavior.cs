namespace Chat.Features.Shared.Pipeline;

/// <summary>Commits what a command has recorded, once. The one owner of the commit.</summary>
internal sealed class CommitBehavior<TRequest, TResponse>(IDocumentSession storage, CallScope scope, UserChanges changes)
    : PipelineBehavior<TRequest, TResponse> where TRequest : ICommand<TResponse>
{
    public override async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        // Ended before the turn is: unless it is left behind, the lock and the connection are free when the next command starts.
        await using var _ = storage;
        var response = await next();
        if (scope.IsReplayed)
            return response;
        await storage.SaveChangesAsync(cancellationToken);
        changes.Committed(scope.Call.User.Id);
        if (request is IMeasured<TResponse> measured)
            measured.Measure(response);
        return response;
    }
}
