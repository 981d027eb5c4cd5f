namespace Chat.Host.Security;

/// <summary>Lets pages of the origins in <c>CHAT_CORS_ORIGINS</c> call the API from browsers; without any, none.</summary>
internal static class CorsSetup
{
    private static readonly string[] Exposed = ["Location", "Retry-After", "ETag", "Idempotency-Replayed"];

    /// <summary>Whether this is the origin of a page: scheme and host, a port where it is not the scheme's, nothing else.</summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.AbsoluteUri == $"{uri.Scheme}://{uri.Authority}/"
        && !text.AsSpan(uri.Scheme.Length + "://".Length).ContainsAny('/', '?', '#');

    public static void AddCorsOrigins(this WebApplicationBuilder builder)
    {
        if (Origins(builder.Configuration) is not { Length: > 0 } origins)
            return;
        // Tokens come in a header that a page sets itself: cookies and other credentials of the browser are never asked for.
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(origins).AllowAnyMethod().AllowAnyHeader().WithExposedHeaders(Exposed).SetPreflightMaxAge(TimeSpan.FromHours(1))));
    }

    public static void UseCorsOrigins(this WebApplication app)
    {
        if (Origins(app.Configuration).Length > 0)
            app.UseCors();
    }

    private static string[] Origins(IConfiguration configuration) => Setting.ItemsOf(configuration["Chat:CorsOrigins"]);
}
