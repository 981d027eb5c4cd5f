using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Chat.Host.Limits;

/// <summary>Limits calls, open streams and transfers per user, and calls per address without a valid token. Each host counts for itself.</summary>
internal static class RateLimitSetup
{
    // A guess: nobody knows when a call that goes on ends.
    private const string SecondsUntilOneEnds = "10";

    private const int MostTransfers = 2;

    // No user has this id.
    private static readonly Caller Nobody = Caller.Of("");

    public static void AddRateLimits(this WebApplicationBuilder builder) => builder.Services.AddRateLimiter(_ => { })
        .AddOptions<RateLimiterOptions>().Configure<IOptions<LimitOptions>, TimeProvider>((limiter, options, clock) =>
        {
            var limits = options.Value;
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            if (limits.RateLimit > 0 || limits.AnonymousRateLimit > 0)
                limiter.GlobalLimiter = Limiter(limits, clock);
            limiter.AddAtOnce(RateLimitPolicies.OpenStreams, limits.MaxStreamsPerUser);
            limiter.AddAtOnce(RateLimitPolicies.Transfers, MostTransfers);
            limiter.OnRejected = (rejected, _) => rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
                ? TellWhenToComeBack(rejected.HttpContext, wait)
                : TellToEndOne(rejected.HttpContext, PolicyOf(rejected.HttpContext) == RateLimitPolicies.Transfers
                    ? $"At most {MostTransfers} exports or imports may be under way at once; wait for one to end"
                    : $"At most {limits.MaxStreamsPerUser} event streams may be open at once; close another one first");
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

    /// <summary>Limits how many calls of a user run at once.</summary>
    private static void AddAtOnce(this RateLimiterOptions limiter, string policy, int most)
    {
        var limit = new ConcurrencyLimiterOptions { PermitLimit = most };
        limiter.AddPolicy(policy, context => context.Features.Get<TokenIdentity>() is { } identity
            ? RateLimitPartition.GetConcurrencyLimiter(User(context, identity), _ => limit)
            : RateLimitPartition.GetNoLimiter(Nobody));
    }

    private static string? PolicyOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;

    private static Caller User(HttpContext context, TokenIdentity identity, RateLimitBucket? bucket = null) =>
        Caller.Of(identity.Subject, identity.Agent is null ? null : ActingForSetup.NamedBy(context.Request), bucket);

    private static ValueTask TellWhenToComeBack(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }

    private static ValueTask TellToEndOne(HttpContext context, string detail)
    {
        context.Response.Headers.RetryAfter = SecondsUntilOneEnds;
        return context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new()
        {
            HttpContext = context,
            ProblemDetails = new Problem(StatusCodes.Status429TooManyRequests, detail),
        });
    }
}
