namespace Chat.Features.Shared.EntityTags;

internal static class EntityTagExtensions
{
    /// <summary>Tells the client the tag of what it is answered; null for none.</summary>
    /// <returns>Whether the client has it already, as it says in <c>If-None-Match</c>: the answer is then a 304 without a body.</returns>
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
