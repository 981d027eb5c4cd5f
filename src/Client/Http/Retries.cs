using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Chat.Client.Http;

/// <summary>
/// Which calls are tried again. A 429 was not done, so it always is. After a 503 or without an answer it is unknown whether the call was done:
/// then only those are that do nothing twice.
/// </summary>
internal static class Retries
{
    // Longer than the service's own limits for them.
    private static readonly TimeSpan LongTimeout = TimeSpan.FromSeconds(150);

    internal static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ChatClientOptions options)
    {
        if (options.Retries > 0)
        {
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromSeconds(0.2),
                MaxDelay = TimeSpan.FromSeconds(10),
                UseJitter = true,
                ShouldRetryAfterHeader = true,
                ShouldHandle = static attempt => ValueTask.FromResult(MayTryAgain(attempt)),
            });
        }
        pipeline.AddTimeout(new HttpTimeoutStrategyOptions
        {
            TimeoutGenerator = attempt => ValueTask.FromResult(TimeoutOf(attempt.Context.GetRequestMessage(), options)),
        });
    }

    private static bool MayTryAgain(RetryPredicateArguments<HttpResponseMessage> attempt)
    {
        // A file was read while it was sent.
        if (attempt.Context.GetRequestMessage() is not { Content: not StreamContent } request)
            return false;
        return attempt.Outcome switch
        {
            { Result.StatusCode: HttpStatusCode.TooManyRequests } => true,
            { Result.StatusCode: HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout } => DoesNothingTwice(request),
            { Exception: HttpRequestException or TimeoutRejectedException } => DoesNothingTwice(request),
            _ => false,
        };
    }

    // With a condition the second try of a call that was done would be a 412, and of an erasure a 404 or an empty receipt. An append has its offset,
    // and MessageDraft knows what to do with it.
    private static bool DoesNothingTwice(HttpRequestMessage request) =>
        request.Headers.Contains(IdempotencyHandler.Header)
        || (request.Method != HttpMethod.Post && request.Method != HttpMethod.Patch && request.Headers.IfMatch.Count == 0 && !IsErasure(request));

    private static bool IsErasure(HttpRequestMessage request) => request.Method == HttpMethod.Delete
        && (request.RequestUri!.AbsolutePath.EndsWith("/users/me", StringComparison.Ordinal)
            || request.RequestUri.Query.Contains("permanent=true", StringComparison.Ordinal));

    private static TimeSpan TimeoutOf(HttpRequestMessage? request, ChatClientOptions options)
    {
        var path = request?.RequestUri?.AbsolutePath ?? "";
        if (request?.Content is StreamContent)
            return Timeout.InfiniteTimeSpan;
        return path.EndsWith("/fork", StringComparison.Ordinal) || path.Contains("/users/me", StringComparison.Ordinal) ? LongTimeout : options.Timeout;
    }
}
