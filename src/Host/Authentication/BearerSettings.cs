using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Chat.Host.Authentication;

/// <summary>Accepts tokens signed with a secret key or, if the key is null, those of an OpenID Connect authority.</summary>
/// <remarks>A null issuer means the authority's, or no check for the secret key; a null audience means no check.</remarks>
internal sealed record BearerSettings(SymmetricSecurityKey? Key, Uri? Metadata, bool RequireHttps, string? Issuer, string? Audience)
{
    public const string AuthorityKey = $"{Section}:Authority";

    private const string Section = "Authentication:Schemes:Bearer";
    private const int MinKeyBytes = 32;
    private static readonly string[] BySecret = [SecurityAlgorithms.HmacSha256];
    private static readonly TokenValidationParameters Times = new() { ValidateLifetime = true, RequireExpirationTime = true, ClockSkew = TimeSpan.FromSeconds(30) };

    private static readonly string[] ByAuthority =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>Reads the settings. Without a key and an authority, Development creates a key and keeps it.</summary>
    /// <exception cref="StartupException">A setting is missing or invalid.</exception>
    public static BearerSettings From(WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(Section);
        var (authority, secret) = (Text("Authority"), Text("SecretKey"));
        if (authority is not null && secret is not null)
            throw new StartupException($"JWT_SECRET_KEY and {AuthorityKey} are both set; tokens come from one of them only.");

        var (issuer, audience) = (Text("ValidIssuer"), Text("ValidAudience") ?? Text("Audience"));
        if (authority is null)
            return new(KeyOf(secret ?? KeptKey(builder)), null, RequireHttps: true, issuer, audience);

        var metadata = Text("MetadataAddress") is { } given
            ? Address("MetadataAddress", given)
            : Address("Authority", authority.TrimEnd('/') + "/.well-known/openid-configuration");
        var isLocal = metadata.IsLoopback && (builder.Environment.IsDevelopment() || builder.Environment.IsEnvironment("Testing"));
        var requireHttps = Text("RequireHttpsMetadata") is { } required ? !IsFalse(required) : !isLocal;
        return !requireHttps || metadata.Scheme == Uri.UriSchemeHttps
            ? new(null, metadata, requireHttps, issuer, audience)
            : throw new StartupException($"{AuthorityKey} must be an https address; {Section}:RequireHttpsMetadata=false allows http.");

        string? Text(string key) => string.IsNullOrWhiteSpace(section[key]) ? null : section[key];
    }

    /// <summary>Sets every check, so that a new version of the library cannot change a default.</summary>
    public TokenValidationParameters Checks() => new()
    {
        ValidAlgorithms = Key is null ? ByAuthority : BySecret,
        IssuerSigningKey = Key,
        RequireSignedTokens = true,
        ValidateIssuer = Key is null || Issuer is not null,
        ValidIssuer = Issuer,
        ValidateAudience = Audience is not null,
        ValidAudience = Audience,
        ValidateLifetime = true,
        LifetimeValidator = IsInTime,
        TokenReader = Read,
        NameClaimType = "sub",
    };

    /// <summary>No extension of JWS is understood, so a token that names any as critical is refused (RFC 7515, 4.1.11).</summary>
    private static JsonWebToken Read(string token, TokenValidationParameters checks)
    {
        var read = new JsonWebToken(token);
        return read.TryGetHeaderValue<object>("crit", out _) ? throw new SecurityTokenMalformedException("The token has critical extensions.") : read;
    }

    /// <summary>The library's check. It also runs when no key fits: then it must not tell callers that the token expired.</summary>
    private static bool IsInTime(DateTime? from, DateTime? until, SecurityToken token, TokenValidationParameters checks)
    {
        try
        {
            Validators.ValidateLifetime(from, until, token, Times);
            return true;
        }
        catch (SecurityTokenExpiredException) when (token.SigningKey is null)
        {
            return false;
        }
    }

    private static string KeptKey(WebApplicationBuilder builder) => builder.Environment.IsDevelopment()
        ? DevelopmentKey.KeptIn(Folders.In(builder).Data)
        : throw new StartupException($"JWT_SECRET_KEY is not set; outside Development it must hold at least {MinKeyBytes} bytes, or {AuthorityKey} must name an authority.");

    private static SymmetricSecurityKey KeyOf(string secret) => Encoding.UTF8.GetBytes(secret) is { Length: >= MinKeyBytes } bytes
        ? new SymmetricSecurityKey(bytes)
        : throw new StartupException($"JWT_SECRET_KEY is too short; it must hold at least {MinKeyBytes} bytes.");

    private static Uri Address(string key, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address
            : throw new StartupException($"{Section}:{key} must be an absolute https address.");

    private static bool IsFalse(string text) => text.Equals("false", StringComparison.OrdinalIgnoreCase) || text == "0";
}
