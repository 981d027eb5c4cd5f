namespace Chat.Features.Shared.Idempotency;

/// <summary>Handles a command with an idempotency key once; sent again, it gets the first answer.</summary>
internal sealed class IdempotencyBehavior<TRequest, TResponse>(CallScope scope, IdempotentAnswers answers, IDocumentSession storage)
    : PipelineBehavior<TRequest, TResponse> where TRequest : ICommand<TResponse>
{
    public override Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken) =>
        scope.TakeKey() is { } key ? OnceAsync(key, next, cancellationToken) : next();

    private async Task<TResponse> OnceAsync(IdempotencyKey key, RequestHandlerDelegate<TResponse> next, CancellationToken token)
    {
        if (await answers.FindAsync(storage, key, token) is { } answer)
        {
            var first = answer.Open<TResponse>(key);
            scope.IsReplayed = true;
            return first;
        }

        var response = await next();
        answers.Record(storage, key, response);
        return response;
    }
}
