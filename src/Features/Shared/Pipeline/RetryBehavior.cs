namespace Chat.Features.Shared.Pipeline;

/// <summary>Tries a failed command again. Each further try runs the rest of the pipeline in a new scope with a new Marten session.</summary>
internal sealed class RetryBehavior<TRequest, TResponse>(CommandRetries retries, CallScope scope, IServiceScopeFactory scopes)
    : PipelineBehavior<TRequest, TResponse> where TRequest : ICommand<TResponse>
{
    public override async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        var start = retries.Start();
        for (var tries = 1; ; tries++)
        {
            try
            {
                return tries == 1 ? await next() : await AgainAsync(request, cancellationToken);
            }
            catch (Exception error) when (!request.IsStreamed && retries.Allow(error, tries, start, isIdempotent: scope.Call.IdempotencyKey is not null))
            {
                await retries.PauseAsync(typeof(TRequest).Name, error, tries, cancellationToken);
            }
        }
    }

    private async Task<TResponse> AgainAsync(TRequest request, CancellationToken token)
    {
        await using var fresh = scopes.CreateAsyncScope();
        var services = fresh.ServiceProvider;
        var again = services.GetRequiredService<CallScope>();
        again.Call = scope.Call;

        var handler = services.GetRequiredService<IRequestHandler<TRequest, TResponse>>();
        var rest = services.GetServices<IPipelineBehavior<TRequest, TResponse>>().SkipWhile(behavior => behavior is not RetryBehavior<TRequest, TResponse>).Skip(1);
        RequestHandlerDelegate<TResponse> handle = () => handler.Handle(request, token);
        var response = await rest.Reverse().Aggregate(handle, (next, behavior) => () => behavior.Handle(request, token, next))();
        scope.IsReplayed = again.IsReplayed;
        return response;
    }
}
