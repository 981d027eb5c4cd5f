using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Chat.Host.Telemetry;

/// <summary>Completes the framework's span of a call with what is known at its end: the route, which names it, and the status.</summary>
internal static class RequestSpans
{
    /// <summary>Call it first, around what answers errors.</summary>
    public static void UseRequestSpans(this WebApplication app)
    {
        if (!TelemetryExport.IsWanted(app.Configuration))
            return;
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            finally
            {
                if (context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span)
                    Complete(span, context);
            }
        });
    }

    private static void Complete(Activity span, HttpContext context)
    {
        // A call that failed has lost its endpoint to the one who answers for it.
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        var method = span.GetTagItem("http.request.method") as string ?? "HTTP";
        if ((endpoint as RouteEndpoint)?.RoutePattern.RawText is { } route)
        {
            span.DisplayName = $"{method} {route}";
            span.SetTag("http.route", route);
        }
        else
        {
            span.DisplayName = method;
        }
        var status = context.Response.StatusCode;
        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
            span.SetTag("error.type", $"{status}").SetStatus(ActivityStatusCode.Error);
    }
}
