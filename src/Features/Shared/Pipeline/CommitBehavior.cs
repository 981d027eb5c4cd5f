namespace Chat.Features.Shared.Pipeline;

/// <summary>Commits a command. Nothing else commits.</summary>
internal sealed class CommitBehavior<TRequest, TResponse>(IDocumentSession storage, CallScope scope, UserChanges changes)
    : PipelineBehavior<TRequest, TResponse> where TRequest : ICommand<TResponse>
{
    public override async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        // Disposed before the turn ends, so that the next command finds the lock and the connection free.
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
