namespace Chat.Features.Shared.Pipeline;

/// <summary>One span for each request that is traced.</summary>
internal sealed class TracingBehavior<TRequest, TResponse>(IdempotentCall call)
    : PipelineBehavior<TRequest, TResponse> where TRequest : IRequest<TResponse>
{
    public override Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken) =>
        RequestSpan.IsWanted ? HandleInSpanAsync(next) : next();

    private async Task<TResponse> HandleInSpanAsync(RequestHandlerDelegate<TResponse> next)
    {
        using var span = RequestSpan.Start(typeof(TRequest).Name);
        try
        {
            var response = await next();
            span.Succeeded(call.IsReplayed);
            return response;
        }
        catch (Exception error)
        {
            span.Failed(error);
            throw;
        }
    }
}
