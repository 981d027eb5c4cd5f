using Microsoft.Extensions.FileProviders;

namespace Chat.Host.Web;

/// <summary>Serves the page of src/Web at <c>/</c>: in Development, elsewhere with <c>CHAT_WEB=true</c>. It is a client of the API like any other.</summary>
internal static class WebSetup
{
    private const string Setting = "Chat:Web";

    // The addresses of the page's own router. Any other is a 404, for a browser too.
    private static readonly string[] Pages = ["/", "/sessions/{session_id:long}", "/sessions/{session_id:long}/context", "/search", "/numbers", "/signed-in"];

    // Written by the build: each file with its fingerprint, its encodings and its headers.
    private static readonly string List = Path.Combine(AppContext.BaseDirectory, "Chat.Host.staticwebassets.endpoints.json");

    public static void AddWeb(this WebApplicationBuilder builder)
    {
        if (!IsOn(builder.Configuration, builder.Environment))
            return;
        // Beside the program, from wherever it was started; before a publish, where they were built.
        var files = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        builder.Environment.WebRootFileProvider = Directory.Exists(files) ? new PhysicalFileProvider(files) : new NullFileProvider();
        builder.WebHost.UseStaticWebAssets();
        // Files of a build are answered like those of a publish: kept by their fingerprint, and never looked for at other addresses.
        builder.Configuration["EnableStaticAssetsDevelopmentCaching"] = "true";
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Services.AddSingleton<WebSettings>();
        builder.Services.AddSingleton<WebPage>();
    }

    public static bool ServesWeb(this WebApplication app) => IsOn(app.Configuration, app.Environment);

    public static void MapWeb(this WebApplication app)
    {
        if (!app.ServesWeb())
            return;
        var page = app.Services.GetRequiredService<WebPage>();
        // Short circuits: files need neither token nor CORS.
        var files = app.MapStaticAssets(List).ShortCircuit().AllowAnonymous();
        files.Add(file => WebPage.HideAsFile((RouteEndpointBuilder)file));
        foreach (var route in Pages)
            app.MapGet(route, page.WriteAsync).ShortCircuit().AllowAnonymous().ExcludeFromDescription();
        app.MapSignIn();
    }

    /// <exception cref="StartupException">It is asked for, but was left out of the build.</exception>
    private static bool IsOn(IConfiguration configuration, IHostEnvironment environment)
    {
        var isBuilt = File.Exists(List);
        var isOn = configuration.GetValue<bool?>(Setting);
        return isOn is true && !isBuilt
            ? throw new StartupException("CHAT_WEB is true, but the page was left out of this build.")
            : isOn ?? (isBuilt && environment.IsDevelopment());
    }
}
