namespace Chat.Host.Web;

/// <summary>Serves the page of src/Web at <c>/</c>: in Development, elsewhere with <c>CHAT_WEB=true</c>. It is a client like any other.</summary>
internal static class WebSetup
{
    // The addresses of the page's own router.
    private static readonly string[] Pages = ["/", "/sessions/{session_id:long}", "/sessions/{session_id:long}/context", "/search", "/numbers", "/signed-in", "/not-found"];

    public static bool ServesWeb(IConfiguration configuration, IHostEnvironment environment) =>
        bool.TryParse(configuration["Chat:Web"], out var isOn) ? isOn : environment.IsDevelopment();

    public static void AddWeb(this WebApplicationBuilder builder)
    {
        // Before a publish the files lie where they were built; afterwards beside the program.
        if (ServesWeb(builder.Configuration, builder.Environment))
            builder.WebHost.UseStaticWebAssets();
    }

    public static void MapWeb(this WebApplication app)
    {
        if (!ServesWeb(app.Configuration, app.Environment))
            return;
        // Past the limits for callers without a token: a page has a few hundred files.
        app.MapStaticAssets().ShortCircuit();
        var page = new WebPage(app.Environment.WebRootFileProvider);
        foreach (var route in Pages)
            app.MapGet(route, page.WriteAsync).ShortCircuit().AllowAnonymous();
        app.MapGet("/web/settings.json", () => TypedResults.Ok(new { takes_names = TakesNames(app) })).AllowAnonymous();
        app.MapPost("/web/token", (SignInByName call, TokenIssuer issuer) => TypedResults.Ok(new { token = issuer.TokenFor(call.Name) })).AllowAnonymous();
    }

    private static bool TakesNames(WebApplication app) => app.Environment.IsDevelopment() && app.Services.GetRequiredService<TokenIssuer>().CanIssue;

    private sealed record SignInByName(string Name);
}
