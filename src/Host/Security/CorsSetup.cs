namespace Chat.Host.Security;

/// <summary>Lets pages of the origins in <c>CHAT_CORS_ORIGINS</c> call the API from browsers; without any, none.</summary>
internal static class CorsSetup
{
    private const string Setting = "Chat:CorsOrigins";

    private static readonly string[] Exposed = ["Location", "Retry-After", "ETag", "Idempotency-Replayed"];

    /// <summary>Whether this is the origin of a page: scheme and host, a port where it is not the scheme's, nothing else.</summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.AbsoluteUri == $"{uri.Scheme}://{uri.Authority}/"
        && !text.AsSpan(uri.Scheme.Length + "://".Length).ContainsAny('/', '?', '#');

    // Tokens come in a header that a page sets itself: cookies and other credentials of the browser are never asked for.
    public static void AddCorsOrigins(this WebApplicationBuilder builder) => builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
        .WithOrigins(builder.Configuration.Items(Setting))
        .AllowAnyMethod().AllowAnyHeader().WithExposedHeaders(Exposed).SetPreflightMaxAge(TimeSpan.FromHours(1))));

    public static void UseCorsOrigins(this WebApplication app)
    {
        if (app.Configuration.Items(Setting).Length > 0)
            app.UseCors();
    }
}
