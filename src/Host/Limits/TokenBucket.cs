using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace Chat.Host.Limits;

/// <summary>Holds twice the rate of calls and refills evenly, on a clock that can be set.</summary>
/// <remarks>
/// The library's own bucket, refilled by its partitions' timer, fills up at once after a pause of some seconds: 220 calls
/// were let through where 125 were due. Here one number, the time at which the bucket is full again, tells all.
/// </remarks>
/// <param name="perSecond">The rate, at least 1.</param>
/// <param name="clock">The time.</param>
internal sealed class TokenBucket(int perSecond, TimeProvider clock) : RateLimiter
{
    private readonly long _capacity = 2 * clock.TimestampFrequency;
    private readonly long _perCall = clock.TimestampFrequency / perSecond;
    private long _fullAt = clock.GetTimestamp();

    /// <summary>How long it has been full; what is idle is forgotten.</summary>
    public override TimeSpan? IdleDuration =>
        clock.GetTimestamp() - Volatile.Read(ref _fullAt) is var idle and >= 0 ? clock.GetElapsedTime(0, idle) : null;

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        while (true)
        {
            var (now, fullAt) = (clock.GetTimestamp(), Volatile.Read(ref _fullAt));
            var next = Math.Max(fullAt, now) + permitCount * _perCall;
            if (next - now > _capacity)
                return new Lease(clock.GetElapsedTime(0, next - now - _capacity));
            if (Interlocked.CompareExchange(ref _fullAt, next, fullAt) == fullAt)
                return Lease.Acquired;
        }
    }

    /// <summary>Nobody waits in a queue: who is over the limit is told so.</summary>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(permitCount));

    private sealed class Lease(TimeSpan? wait) : RateLimitLease
    {
        public static readonly Lease Acquired = new(null);

        public override bool IsAcquired => wait is null;

        public override IEnumerable<string> MetadataNames => IsAcquired ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata) =>
            (metadata = metadataName == MetadataName.RetryAfter.Name ? wait : null) is not null;
    }
}
