using Microsoft.AspNetCore.Http.Features;

namespace Chat.Host.Routing;

internal static class HeadSetup
{
    /// <summary>Answers a HEAD like the GET of the same address, without a body.</summary>
    /// <remarks>Not HEAD among the methods of each route: the OpenAPI document would list each as an operation.</remarks>
    public static void UseHead(this WebApplication app) => app.Use((context, next) =>
        HttpMethods.IsHead(context.Request.Method) ? AnswerAsync(context, next) : next(context));

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var response = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Features.Set<IHttpResponseBodyFeature>(new NoBody(response));
        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Set(response);
            context.Request.Method = HttpMethods.Head; // Metrics tell the true method.
        }
    }
}
