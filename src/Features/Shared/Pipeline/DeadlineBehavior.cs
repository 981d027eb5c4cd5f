namespace Chat.Features.Shared.Pipeline;

/// <summary>Answers in time even when the database hangs; but a streamed command has no such limit.</summary>
internal sealed class DeadlineBehavior<TRequest, TResponse>(CallDeadline deadline)
    : PipelineBehavior<TRequest, TResponse> where TRequest : IRequest<TResponse>
{
    public override Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken) =>
        request is ICommand { IsStreamed: true } ? next() : deadline.WithinAsync(() => next());
}
