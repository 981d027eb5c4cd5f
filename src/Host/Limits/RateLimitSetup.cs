using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Chat.Host.Limits;

/// <summary>Limits calls per user, or per address without a valid token. Each host counts for itself.</summary>
internal static class RateLimitSetup
{
    public static void AddRateLimits(this WebApplicationBuilder builder) => builder.Services.AddRateLimiter(_ => { })
        .AddOptions<RateLimiterOptions>().Configure<IOptions<LimitOptions>, TimeProvider>((limiter, options, clock) =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = Limiter(options.Value, clock);
            limiter.OnRejected = TellWhenToComeBack;
        });

    public static void UseRateLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<IOptions<LimitOptions>>().Value;
        if (limits.RateLimit > 0 || limits.AnonymousRateLimit > 0)
            app.UseRateLimiter();
    }

    private static PartitionedRateLimiter<HttpContext> Limiter(LimitOptions limits, TimeProvider clock)
    {
        // Created once, not per call. The framework removes idle buckets.
        var free = RateLimitPartition.GetNoLimiter(Caller.Of(""));
        var (ofUser, ofAddress) = (Buckets(limits.RateLimit), Buckets(limits.AnonymousRateLimit ?? limits.RateLimit));
        return PartitionedRateLimiter.Create<HttpContext, Caller>(context =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                return free;
            var identity = context.Features.Get<TokenIdentity>();
            if ((identity is not null ? ofUser : ofAddress) is not { } buckets)
                return free;
            var caller = identity is not null
                ? Caller.Of(identity.Subject, identity.Agent is null ? null : ActingForSetup.NamedBy(context.Request))
                : Caller.At(context.Connection.RemoteIpAddress);
            return RateLimitPartition.Get(caller, buckets);
        });

        Func<Caller, RateLimiter>? Buckets(int perSecond) => perSecond == 0 ? null : _ => new TokenBucket(perSecond, clock);
    }

    private static ValueTask TellWhenToComeBack(OnRejectedContext rejected, CancellationToken token)
    {
        if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }
}
