namespace Chat.Features.Shared.Pipeline;

/// <summary>Creates a span for each traced request, with its name and outcome.</summary>
internal sealed class TracingBehavior<TRequest, TResponse>(CallScope scope)
    : PipelineBehavior<TRequest, TResponse> where TRequest : IRequest<TResponse>
{
    private const string Outcome = "chat.outcome";

    public override Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken) =>
        ChatTelemetry.Source.HasListeners() ? HandleInSpanAsync(next) : next();

    private async Task<TResponse> HandleInSpanAsync(RequestHandlerDelegate<TResponse> next)
    {
        // Null when the trace is not sampled.
        using var span = ChatTelemetry.Source.StartActivity(typeof(TRequest).Name);
        try
        {
            var response = await next();
            span?.SetTag(Outcome, scope.IsReplayed ? "replayed" : "ok");
            return response;
        }
        catch (Exception error)
        {
            Fail(span, error);
            throw;
        }
    }

    // Only the type: messages of exceptions may quote users' texts.
    private static void Fail(Activity? span, Exception error)
    {
        var isRefused = error is ValidationException or InvalidRequestException or NotFoundException or ConflictException;
        span?.SetTag(Outcome, isRefused ? "refused" : "failed").SetTag("error.type", error.GetType().FullName);
        if (isRefused)
            return;
        span?.SetStatus(ActivityStatusCode.Error);
        // Npgsql's span of a batch misses the error of a later statement.
        if (error.GetBaseException() is PostgresException refused)
            span?.SetTag("db.response.status_code", refused.SqlState);
    }
}
