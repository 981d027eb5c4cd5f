namespace Chat.Host.Security;

/// <summary>Allows browsers to call the API from the origins in <c>CHAT_CORS_ORIGINS</c>; by default from none.</summary>
internal static class CorsSetup
{
    private const string Setting = "Chat:CorsOrigins";

    /// <summary>Accepts scheme, host and a port other than the scheme's default, without a path.</summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.AbsoluteUri == $"{uri.Scheme}://{uri.Authority}/"
        && !text.AsSpan(uri.Scheme.Length + "://".Length).ContainsAny('/', '?', '#');

    // Without AllowCredentials: tokens come in a header, never in cookies.
    public static void AddCorsOrigins(this WebApplicationBuilder builder) => builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
        .WithOrigins(builder.Configuration.Items(Setting))
        .AllowAnyMethod().AllowAnyHeader().SetPreflightMaxAge(TimeSpan.FromHours(1))
        .WithExposedHeaders("Location", "Retry-After", "ETag", "Idempotency-Replayed")));

    public static bool AllowsOrigins(this WebApplication app) => app.Configuration.Items(Setting).Length > 0;

    public static void UseCorsOrigins(this WebApplication app)
    {
        if (app.AllowsOrigins())
            app.UseCors();
    }
}
