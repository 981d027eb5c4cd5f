namespace Chat.Features.Shared.EntityTags;

internal static class EntityTagExtensions
{
    /// <summary>Sets the header <c>ETag</c>, except for null.</summary>
    /// <returns>Whether <c>If-None-Match</c> holds the tag: the answer to a GET is then a 304.</returns>
    internal static bool SetETag(this HttpContext call, string? entityTag)
    {
        if (entityTag is null)
            return false;
        call.Response.Headers.ETag = entityTag;
        var own = new EntityTagHeaderValue(entityTag);
        return EntityTagHeaderValue.TryParseStrictList(call.Request.Headers.IfNoneMatch, out var known)
            && known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(own, useStrongComparison: false));
    }
}
