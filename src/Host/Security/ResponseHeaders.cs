namespace Chat.Host.Security;

/// <summary>The headers of every answer that tell browsers and caches to be careful with it.</summary>
internal static class ResponseHeaders
{
    private const string NothingAllowed = "default-src 'none'; frame-ancestors 'none'";

    // A year. Whether other hosts of the domain speak HTTPS is not ours to say.
    private const string OneYear = "max-age=31536000";

    /// <summary>The headers are set when the answer starts, so that nothing that clears an answer loses them.</summary>
    public static void UseResponseHeaders(this WebApplication app)
    {
        Func<object, Task> set = app.TrustsProxies() ? SetBehindProxy : Set;
        app.Use((context, next) =>
        {
            context.Response.OnStarting(set, context);
            return next(context);
        });
    }

    private static Task SetBehindProxy(object state)
    {
        var context = (HttpContext)state;
        if (context.Request.IsHttps)
            context.Response.Headers.StrictTransportSecurity = OneYear;
        return Set(state);
    }

    private static Task Set(object state)
    {
        var headers = ((HttpContext)state).Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        if (headers.ContentSecurityPolicy.Count == 0) // The page of the documentation has a policy of its own,
            headers.ContentSecurityPolicy = NothingAllowed;
        if (headers.CacheControl.Count == 0) // and its files may be kept; nothing else may.
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
