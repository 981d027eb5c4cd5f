namespace Chat.Features.Shared.Endpoints;

/// <summary>Policies of ASP.NET Core's rate limiter, which the host defines.</summary>
public static class RateLimitPolicies
{
    /// <summary>For calls that stay open: a user has at most <c>MaxStreamsPerUser</c> of them at once.</summary>
    public const string OpenStreams = "open-streams";

    /// <summary>For exports and imports, which take long: a user has at most two under way at once.</summary>
    public const string Transfers = "transfers";
}
