using Swashbuckle.AspNetCore.SwaggerUI;

namespace Chat.Host.OpenApi;

/// <summary>The page <c>/docs</c>: reads the OpenAPI document and lets people try it. Everything comes from this host.</summary>
internal static class DocsSetup
{
    // The page keeps the reader's token in local storage: no foreign script may ever run in it. Swagger UI sets styles inline.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseDocs(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal), docs => docs.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            return next(context);
        }));
        app.UseSwaggerUI(docs =>
        {
            docs.RoutePrefix = "docs";
            docs.DocumentTitle = "Chat";
            docs.SwaggerEndpoint("/openapi/v1.json", "Chat v1");
            docs.EnablePersistAuthorization();
            docs.EnableTryItOutByDefault();
            docs.DisplayRequestDuration();
            docs.DefaultModelRendering(ModelRendering.Example);
        });
    }
}
