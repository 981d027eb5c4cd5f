namespace Chat.Features.Shared.Pipeline;

/// <summary>Answers in time even when the database hangs. A command with a limit of its own takes what it needs.</summary>
internal sealed class DeadlineBehavior<TRequest, TResponse>(CallDeadline deadline)
    : PipelineBehavior<TRequest, TResponse> where TRequest : IRequest<TResponse>
{
    public override Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken) =>
        deadline.WithinAsync(() => next(), (request as ICommand)?.Limit);
}
