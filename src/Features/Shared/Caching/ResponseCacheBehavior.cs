namespace Chat.Features.Shared.Caching;

/// <summary>
/// Gives an answer again only when the database has said, after the call came, that nothing of the user has changed since the
/// answer was read. So it is never older than what a query would have found (docs/adr/0015-answers-that-are-checked.md).
/// </summary>
internal sealed class ResponseCacheBehavior<TRequest, TResponse>(StreamStamps stamps, ResponseCache cache, CurrentUser user)
    : PipelineBehavior<TRequest, TResponse> where TRequest : ICachedQuery<TResponse> where TResponse : JsonAnswer
{
    public override async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        if (!cache.IsOn || await stamps.FindAsync(user.Id) is not { Grows: false } stamp)
            return await next();
        if (cache.Find(user.Id, stamp, request) is TResponse cached)
            return cached;
        var response = await next();
        // Read after its stamp: it may be newer, and is then not given again, but never older.
        response.Keep();
        cache.Add(user.Id, stamp, request, response);
        return response;
    }
}
