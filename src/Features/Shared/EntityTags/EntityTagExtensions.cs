namespace Chat.Features.Shared.EntityTags;

internal static class EntityTagExtensions
{
    /// <summary>Sets the header <c>ETag</c>, except for null.</summary>
    /// <returns>Whether this is a read whose <c>If-None-Match</c> holds the tag: its answer is a 304.</returns>
    /// <exception cref="PreconditionFailedException">This is a read whose <c>If-Match</c> does not hold the tag.</exception>
    internal static bool SetETag(this HttpContext call, string? entityTag)
    {
        var (request, isRead) = (call.Request, call.Request.IsRead());
        if (isRead && request.Headers.IfMatch.Count > 0)
            call.RequestServices.GetRequiredService<CallScope>().Call.Precondition.Check(entityTag);
        if (entityTag is null)
            return false;
        call.Response.Headers.ETag = entityTag;
        return isRead
            && EntityTagHeaderValue.TryParseStrictList(request.Headers.IfNoneMatch, out var known)
            && Precondition.Holds([.. known], entityTag, useStrongComparison: false);
    }

    // The host answers a HEAD as a GET.
    internal static bool IsRead(this HttpRequest request) => HttpMethods.IsGet(request.Method);
}
