namespace Chat.Features.Shared.Pipeline;

/// <summary>Answers in time even when the database hangs. A command may have a limit of its own; a streamed one has none.</summary>
internal sealed class DeadlineBehavior<TRequest, TResponse>(CallDeadline deadline, NpgsqlDataSource pool)
    : PipelineBehavior<TRequest, TResponse> where TRequest : IRequest<TResponse>
{
    public override Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken) => request switch
    {
        ICommand { IsStreamed: true } => next(),
        ICommand { Limit: { } limit } => HandleLongAsync(next, limit, cancellationToken),
        _ => deadline.WithinAsync(() => next()),
    };

    private async Task<TResponse> HandleLongAsync(RequestHandlerDelegate<TResponse> next, TimeSpan limit, CancellationToken token)
    {
        // A database that hangs already is noticed as fast as by every call.
        await deadline.WithinAsync(async () =>
        {
            await using var look = pool.CreateCommand("select 1");
            return await look.ExecuteScalarAsync(token);
        });
        return await deadline.WithinAsync(() => next(), limit);
    }
}
