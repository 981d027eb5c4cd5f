using Microsoft.AspNetCore.OutputCaching;

namespace Chat.Features.Shared.Caching;

/// <summary>
/// Output caching by user and stream stamp. The stamp is read after the call came, so a cached answer is never older than what
/// a query would find (docs/adr/0015-answers-that-are-checked.md).
/// </summary>
internal sealed class StreamStampPolicy(StreamStamps stamps, IOptions<ChatOptions> options, TimeProvider time) : IOutputCachePolicy
{
    internal const string Name = "StreamStamp";

    /// <summary>Larger answers are not cached, in bytes.</summary>
    internal const int MostBytes = 1024 * 1024;

    /// <summary>Answers to longer query strings are not cached: the cache does not count the bytes of keys.</summary>
    internal const int LongestQuery = 256;

    /// <summary>Bounds the age of answers when data is changed by hand, without an event.</summary>
    private static readonly TimeSpan LongestUse = TimeSpan.FromMinutes(1);

    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var call = context.HttpContext;
        context.EnableOutputCaching = false;
        if (options.Value.ReadCacheMb == 0 || call.Request.QueryString.Value?.Length > LongestQuery || !IsConditionKnown(call))
            return;
        var user = call.RequestServices.GetRequiredService<CurrentUser>().Id;
        var start = time.GetTimestamp();
        var stamp = await stamps.FindAsync(user);
        // The time of the lookup counts against the deadline of the call.
        call.RequestServices.GetRequiredService<CallDeadline>().Waited = time.GetElapsedTime(start);
        if (stamp is not { Grows: false } known)
            return;

        // The wait for another call with the same key would have no bound.
        context.AllowLocking = false;
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = true;
        context.ResponseExpirationTimeSpan = LongestUse;
        context.CacheVaryByRules.CacheKeyPrefix = string.Create(CultureInfo.InvariantCulture, $"{user}\n{known.Version}\n{known.ChangedAt.Ticks}\n");
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.HeaderNames = HeaderNames.Origin;
    }

    // The answer was checked just now: no Age, and a new Date.
    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.HttpContext.Response.OnStarting(static state =>
        {
            var headers = ((HttpResponse)state).Headers;
            headers.Remove(HeaderNames.Age);
            headers.Remove(HeaderNames.Date);
            return Task.CompletedTask;
        }, context.HttpContext.Response);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage = context.HttpContext.Response.StatusCode == StatusCodes.Status200OK;
        return ValueTask.CompletedTask;
    }

    // The output cache ignores If-Match, and handles If-Modified-Since, and "*" without an entity tag, in another way than the endpoints.
    private static bool IsConditionKnown(HttpContext call)
    {
        var headers = call.Request.Headers;
        if (headers.IfModifiedSince.Count > 0 || headers.IfMatch.Count > 0)
            return false;
        return headers.IfNoneMatch.Count == 0
            || (EntityTagHeaderValue.TryParseStrictList(headers.IfNoneMatch, out var tags) && !tags.Contains(EntityTagHeaderValue.Any));
    }
}
