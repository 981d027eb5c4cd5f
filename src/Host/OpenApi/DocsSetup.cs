using Swashbuckle.AspNetCore.SwaggerUI;

namespace Chat.Host.OpenApi;

internal static class DocsSetup
{
    // The page keeps a token in local storage: no foreign script may run. Swagger UI needs inline styles.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseDocs(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal), docs => docs.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            var isPage = context.Request.Path.Value is "/docs" or "/docs/" or "/docs/index.html";
            return isPage && !HttpMethods.IsGet(context.Request.Method) ? context.RefuseMethod("GET, HEAD") : next(context);
        }));
        app.UseSwaggerUI(docs =>
        {
            docs.RoutePrefix = "docs";
            docs.DocumentTitle = "Chat";
            docs.SwaggerEndpoint("../openapi/v1.json", "Chat v1");
            docs.EnablePersistAuthorization();
            docs.EnableTryItOutByDefault();
            docs.DisplayRequestDuration();
            docs.DefaultModelRendering(ModelRendering.Example);
        });
    }
}
