using Microsoft.AspNetCore.OutputCaching;

namespace Chat.Features.Shared.Caching;

/// <summary>
/// Lets the output cache of ASP.NET Core answer again what it answered before, but only when the database has said, after the
/// call came, that nothing of the user has changed since: the user and the stamp of the user's stream are part of the key. So an
/// answer is never older than what a query would have found (docs/adr/0015-answers-that-are-checked.md).
/// </summary>
internal sealed class StreamStampPolicy(StreamStamps stamps, IOptions<ChatOptions> options, TimeProvider time) : IOutputCachePolicy
{
    internal const string Name = "StreamStamp";

    /// <summary>Larger answers are not kept, in bytes.</summary>
    internal const int MostBytes = 256 * 1024;

    /// <summary>Calls with a longer query string are not kept: the cache counts the bytes of answers, not those of keys.</summary>
    internal const int LongestQuery = 256;

    /// <summary>For what is changed in the database by hand, without an event.</summary>
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
        // A check that took long has taken from the time in which the call must be answered.
        call.RequestServices.GetRequiredService<CallDeadline>().Waited = time.GetElapsedTime(start);
        if (stamp is not { Grows: false } known)
            return;

        // Waiting for another call that reads the same would be waiting without a bound.
        context.AllowLocking = false;
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = true;
        context.ResponseExpirationTimeSpan = LongestUse;
        context.CacheVaryByRules.CacheKeyPrefix = string.Create(CultureInfo.InvariantCulture, $"{user}\n{known.Version}\n{known.ChangedAt.Ticks}\n");
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.HeaderNames = HeaderNames.Origin;
    }

    /// <summary>The answer is as good as new, so it has no age and the date of now.</summary>
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

    /// <summary>
    /// Whether the cache knows the call's conditions as the endpoint does: it would compare times of a second, and take <c>*</c>
    /// for answers without an entity tag.
    /// </summary>
    private static bool IsConditionKnown(HttpContext call)
    {
        var headers = call.Request.Headers;
        if (headers.IfModifiedSince.Count > 0)
            return false;
        return headers.IfNoneMatch.Count == 0
            || (EntityTagHeaderValue.TryParseStrictList(headers.IfNoneMatch, out var tags) && !tags.Contains(EntityTagHeaderValue.Any));
    }
}
