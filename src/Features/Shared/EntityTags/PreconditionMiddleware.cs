using Microsoft.Extensions.Primitives;

namespace Chat.Features.Shared.EntityTags;

/// <summary>Reads the conditional headers of a call. None is passed over: each counts or is refused.</summary>
public static class PreconditionMiddleware
{
    /// <summary>Needs the user: call it after authentication.</summary>
    public static void UsePreconditions(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Request.Headers;
        if (headers.IfMatch.Count + headers.IfNoneMatch.Count + headers.IfUnmodifiedSince.Count > 0)
            Take(context, headers);
        return next(context);
    });

    private static void Take(HttpContext context, IHeaderDictionary headers)
    {
        var scope = context.RequestServices.GetRequiredService<CallScope>();
        if (!scope.HasCall)
            return;
        // The endpoints of reads handle If-None-Match. A date has whole seconds, too coarse for the state of a session.
        var isRead = context.Request.IsRead();
        if (!isRead && headers.IfUnmodifiedSince.Count > 0)
            throw new InvalidRequestException(HeaderNames.IfUnmodifiedSince, "If-Unmodified-Since is not supported; send If-Match with an entity tag");
        var precondition = new Precondition(Tags(headers.IfMatch, HeaderNames.IfMatch), isRead ? null : Tags(headers.IfNoneMatch, HeaderNames.IfNoneMatch));
        if (isRead && context.GetEndpoint()?.Metadata.GetMetadata<EntityTagged>() is null)
            precondition.Check(entityTag: null);
        scope.Call = scope.Call with { Precondition = precondition };
    }

    // A malformed tag must not count as no precondition.
    private static IReadOnlyList<EntityTagHeaderValue>? Tags(StringValues values, string header) =>
        values.Count == 0 ? null
        : EntityTagHeaderValue.TryParseStrictList(values, out var tags) ? [.. tags]
        : throw new InvalidRequestException(header, $"{header} must be * or a list of entity tags in quotes");
}
