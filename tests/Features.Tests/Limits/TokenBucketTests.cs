using System.Threading.RateLimiting;
using Chat.Host.Limits;

namespace Features.Tests.Limits;

public sealed class TokenBucketTests
{
    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    [InlineData(100_000)]
    public void A_full_bucket_holds_twice_the_rate_however_long_it_was_left_alone(int rate)
    {
        using var bucket = new TokenBucket(rate, _time);

        foreach (var pause in new[] { 0, 2, 5, 1_000 })
        {
            _time.Shift(TimeSpan.FromSeconds(pause));
            Taken(bucket).ShouldBe(2 * rate);
        }
    }

    [Fact]
    public void It_refills_evenly()
    {
        using var bucket = new TokenBucket(50, _time);
        Taken(bucket);

        _time.Shift(TimeSpan.FromMilliseconds(19));
        Taken(bucket).ShouldBe(0);
        _time.Shift(TimeSpan.FromMilliseconds(1));
        Taken(bucket).ShouldBe(1);
        for (var second = 0; second < 10; second++)
        {
            _time.Shift(TimeSpan.FromSeconds(1));
            Taken(bucket).ShouldBe(50);
        }
    }

    [Fact]
    public void A_refusal_costs_nothing_and_tells_how_long_to_wait()
    {
        using var bucket = new TokenBucket(4, _time);
        Taken(bucket);

        for (var i = 0; i < 100; i++)
        {
            using var refused = bucket.AttemptAcquire();
            refused.IsAcquired.ShouldBeFalse();
            refused.TryGetMetadata(MetadataName.RetryAfter, out var wait).ShouldBeTrue();
            wait.ShouldBe(TimeSpan.FromMilliseconds(250));
        }
        _time.Shift(TimeSpan.FromMilliseconds(250));
        Taken(bucket).ShouldBe(1);
    }

    [Fact]
    public void Many_at_once_share_it_exactly()
    {
        using var bucket = new TokenBucket(500, _time);
        var taken = 0;

        Parallel.For(0, 5_000, _ =>
        {
            using var lease = bucket.AttemptAcquire();
            if (lease.IsAcquired)
                Interlocked.Increment(ref taken);
        });

        taken.ShouldBe(1_000);
    }

    [Fact]
    public void It_is_idle_from_the_time_it_is_full()
    {
        using var bucket = new TokenBucket(10, _time);
        bucket.IdleDuration.ShouldBe(TimeSpan.Zero);

        Taken(bucket);
        bucket.IdleDuration.ShouldBeNull();
        _time.Shift(TimeSpan.FromSeconds(1.9));
        bucket.IdleDuration.ShouldBeNull();
        _time.Shift(TimeSpan.FromSeconds(7.1));
        bucket.IdleDuration.ShouldBe(TimeSpan.FromSeconds(7));
    }

    private static int Taken(TokenBucket bucket)
    {
        for (var count = 0; ; count++)
        {
            using var lease = bucket.AttemptAcquire();
            if (!lease.IsAcquired)
                return count;
        }
    }
}
