namespace Chat.Features.Shared.Pipeline;

/// <summary>Runs the commands of a user one after another, so that a busy user holds one connection.</summary>
internal sealed class ConcurrencyBehavior<TRequest, TResponse>(UserGate gate, CurrentUser user, CallDeadline deadline)
    : PipelineBehavior<TRequest, TResponse> where TRequest : ICommand<TResponse>
{
    public override async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(NameOfTurn(request), cancellationToken);
        deadline.Waited = turn.Waited;
        try
        {
            return await next();
        }
        catch (Exception error) when (error is BusyException or StreamLockedException || CommandRetries.IsLostConnection(error))
        {
            // The waiting commands would have to wait as long again.
            turn.RefuseWaiting();
            throw;
        }
    }

    // No user's id holds U+0000.
    private string NameOfTurn(TRequest command) => command.ConcurrencyKey is { } key ? $"{user.Id}\0{key}" : user.Id;
}
