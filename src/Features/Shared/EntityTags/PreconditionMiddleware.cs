namespace Chat.Features.Shared.EntityTags;

/// <summary>Reads the <c>If-Match</c> of every PUT, PATCH and DELETE that has one.</summary>
public static class PreconditionMiddleware
{
    /// <summary>Needs the user: call it after authentication.</summary>
    public static void UsePreconditions(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (IsChange(context.Request.Method) && context.Request.Headers.TryGetValue(HeaderNames.IfMatch, out var values))
        {
            // A malformed tag must not count as no precondition.
            if (!EntityTagHeaderValue.TryParseStrictList(values, out var tags))
                throw new InvalidRequestException("if_match", "If-Match must be * or a list of entity tags in quotes");
            var scope = context.RequestServices.GetRequiredService<CallScope>();
            scope.Call = scope.Call with { Precondition = new Precondition([.. tags]) };
        }
        return next(context);
    });

    private static bool IsChange(string method) => HttpMethods.IsPut(method) || HttpMethods.IsPatch(method) || HttpMethods.IsDelete(method);
}
