namespace Chat.Features.Shared.Pipeline;

/// <summary>Answers in time even when the database hangs. A command may have a limit of its own; a streamed one has none.</summary>
internal sealed class DeadlineBehavior<TRequest, TResponse>(CallDeadline deadline)
    : PipelineBehavior<TRequest, TResponse> where TRequest : IRequest<TResponse>
{
    public override Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken) =>
        request is ICommand { IsStreamed: true } ? next() : deadline.WithinAsync(() => next(), (request as ICommand)?.Limit);
}
