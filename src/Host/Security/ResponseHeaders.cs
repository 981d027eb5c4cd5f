namespace Chat.Host.Security;

internal static class ResponseHeaders
{
    private const string NothingAllowed = "default-src 'none'; frame-ancestors 'none'";

    // Without includeSubDomains: other hosts of the domain may not speak HTTPS.
    private const string OneYear = "max-age=31536000";

    /// <summary>Sets the headers when the response starts, so that clearing a response does not lose them.</summary>
    public static void UseResponseHeaders(this WebApplication app)
    {
        Func<object, Task> set = app.TrustsProxies() ? SetBehindProxy : SetOfCall;
        app.Use((context, next) =>
        {
            context.Response.OnStarting(set, context);
            return next(context);
        });
    }

    public static void Set(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        if (headers.ContentSecurityPolicy.Count == 0) // The documentation page sets its own policy,
            headers.ContentSecurityPolicy = NothingAllowed;
        if (headers.CacheControl.Count == 0) // and its files may be cached; nothing else may.
            headers.CacheControl = "no-store";
    }

    private static Task SetBehindProxy(object state)
    {
        var context = (HttpContext)state;
        if (context.Request.IsHttps)
            context.Response.Headers.StrictTransportSecurity = OneYear;
        return SetOfCall(state);
    }

    private static Task SetOfCall(object state)
    {
        Set(((HttpContext)state).Response.Headers);
        return Task.CompletedTask;
    }
}
