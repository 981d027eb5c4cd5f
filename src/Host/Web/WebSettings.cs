namespace Chat.Host.Web;

/// <summary>How people sign in to the page.</summary>
internal sealed class WebSettings(IConfiguration configuration, IHostEnvironment environment, TokenIssuer issuer)
{
    private const string ClientIdKey = "Chat:WebClientId", ScopeKey = "Chat:WebScope";

    /// <summary>Whether a name is enough, for a browser on this machine.</summary>
    public bool TakesNames { get; } = environment.IsDevelopment() && issuer.CanIssue;

    /// <summary>The OpenID Connect authority whose tokens the service takes; null without one, or when the page is no client of it.</summary>
    public Uri? Authority { get; } = AuthorityOf(configuration);

    /// <summary>The page at the authority.</summary>
    public string? ClientId { get; } = Text(configuration, ClientIdKey);

    public string Scope { get; } = Text(configuration, ScopeKey) ?? "openid";

    /// <summary>Where the page reads keys and tokens.</summary>
    public string? AuthorityOrigin => Authority?.GetLeftPart(UriPartial.Authority);

    private static Uri? AuthorityOf(IConfiguration configuration)
    {
        if (Text(configuration, ClientIdKey) is null)
            return null;
        return Uri.TryCreate(configuration[BearerSettings.AuthorityKey], UriKind.Absolute, out var authority)
            ? authority
            : throw new StartupException($"CHAT_WEB_CLIENT_ID is set, but {BearerSettings.AuthorityKey} names no authority.");
    }

    private static string? Text(IConfiguration configuration, string key) => string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key];
}
