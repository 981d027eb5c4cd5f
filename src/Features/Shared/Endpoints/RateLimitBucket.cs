namespace Chat.Features.Shared.Endpoints;

/// <summary>Endpoint metadata: a user's calls count against a bucket of their own. Those of endpoints without it share one.</summary>
public sealed class RateLimitBucket
{
    /// <summary>For text at the speed of a model: the setting <c>AppendRateLimit</c>.</summary>
    public static readonly RateLimitBucket Appends = new();

    private RateLimitBucket()
    {
    }
}
