using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Chat.Host.Limits;

/// <summary>Limits calls and open streams per user, and calls per address without a valid token. Each host counts for itself.</summary>
internal static class RateLimitSetup
{
    // A guess: nobody knows when the user closes a stream.
    private const string SecondsUntilAStreamEnds = "10";

    // No user has this id.
    private static readonly Caller Nobody = Caller.Of("");

    public static void AddRateLimits(this WebApplicationBuilder builder) => builder.Services.AddRateLimiter(_ => { })
        .AddOptions<RateLimiterOptions>().Configure<IOptions<LimitOptions>, TimeProvider>((limiter, options, clock) =>
        {
            var limits = options.Value;
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            if (limits.RateLimit > 0 || limits.AnonymousRateLimit > 0)
                limiter.GlobalLimiter = Limiter(limits, clock);
            var streams = new ConcurrencyLimiterOptions { PermitLimit = limits.MaxStreamsPerUser };
            limiter.AddPolicy(RateLimitPolicies.OpenStreams, context => context.Features.Get<TokenIdentity>() is { } identity
                ? RateLimitPartition.GetConcurrencyLimiter(User(context, identity), _ => streams)
                : RateLimitPartition.GetNoLimiter(Nobody));
            limiter.OnRejected = (rejected, _) => rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
                ? TellWhenToComeBack(rejected.HttpContext, wait)
                : TellToCloseAStream(rejected.HttpContext, limits.MaxStreamsPerUser);
        });

    public static void UseRateLimits(this WebApplication app) => app.UseRateLimiter();

    private static PartitionedRateLimiter<HttpContext> Limiter(LimitOptions limits, TimeProvider clock)
    {
        // Created once, not per call. The framework removes idle buckets.
        var free = RateLimitPartition.GetNoLimiter(Nobody);
        var (calls, appends) = (Buckets(limits.RateLimit), Buckets(limits.RateLimit == 0 ? 0 : limits.AppendRateLimit));
        var anonymous = Buckets(limits.AnonymousRateLimit ?? limits.RateLimit);
        return PartitionedRateLimiter.Create<HttpContext, Caller>(context =>
        {
            var metadata = context.GetEndpoint()?.Metadata;
            if (metadata?.GetMetadata<IAllowAnonymous>() is not null)
                return free;
            if (context.Features.Get<TokenIdentity>() is not { } identity)
                return anonymous is null ? free : RateLimitPartition.Get(Caller.At(context.Connection.RemoteIpAddress), anonymous);
            var bucket = metadata?.GetMetadata<RateLimitBucket>();
            var buckets = bucket == RateLimitBucket.Appends ? appends : calls;
            return buckets is null ? free : RateLimitPartition.Get(User(context, identity, bucket), buckets);
        });

        Func<Caller, RateLimiter>? Buckets(int perSecond) => perSecond == 0 ? null : _ => new TokenBucket(perSecond, clock);
    }

    private static Caller User(HttpContext context, TokenIdentity identity, RateLimitBucket? bucket = null) =>
        Caller.Of(identity.Subject, identity.Agent is null ? null : ActingForSetup.NamedBy(context.Request), bucket);

    private static ValueTask TellWhenToComeBack(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }

    private static ValueTask TellToCloseAStream(HttpContext context, int most)
    {
        context.Response.Headers.RetryAfter = SecondsUntilAStreamEnds;
        return context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new()
        {
            HttpContext = context,
            ProblemDetails = new Problem(StatusCodes.Status429TooManyRequests, $"At most {most} event streams may be open at once; close another one first"),
        });
    }
}
