using System.Security.Cryptography;
using System.Text;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Web.Tests.SignIn;

/// <summary>An OpenID Connect authority: discovery, keys, an authorization endpoint that asks nothing, and a token endpoint that checks the code and its proof.</summary>
internal sealed class Authority : IAsyncDisposable
{
    public const string Client = "chat-page";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Dictionary<string, string> _challenges = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private Authority(WebApplication app) => _app = app;

    /// <summary>Whom it signs in.</summary>
    public string User { get; } = ChatServer.NewUser();

    /// <summary>When set, it answers the next authorization with this error.</summary>
    public (string Error, string Description)? Refusal { get; set; }

    /// <summary>When set, it answers the next authorization as if another tab had asked.</summary>
    public bool AnswersAnother { get; set; }

    /// <summary>When set, the next token is signed with a key that nobody knows.</summary>
    public bool SignsWrongly { get; set; }

    public string Issuer => _app.Urls.First();

    public (string Name, string Value)[] HostSettings =>
        [("JWT_SECRET_KEY", ""), ("Authentication__Schemes__Bearer__Authority", Issuer), ("CHAT_WEB_CLIENT_ID", Client), ("CHAT_WEB_SCOPE", "openid chat")];

    public static async Task<Authority> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var authority = new Authority(builder.Build());
        authority.Map();
        await authority._app.StartAsync();
        return authority;
    }

    /// <summary>A token of its user.</summary>
    public string Token() => Sign(_key, Client);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private void Map()
    {
        _app.Use((call, next) =>
        {
            call.Response.Headers.AccessControlAllowOrigin = "*";
            return next(call);
        });
        _app.MapGet("/.well-known/openid-configuration", () => new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["issuer"] = Issuer,
            ["jwks_uri"] = $"{Issuer}/keys",
            ["authorization_endpoint"] = $"{Issuer}/authorize",
            ["token_endpoint"] = $"{Issuer}/token",
        });
        _app.MapGet("/keys", () => new { keys = new[] { PublicKey() } });
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", async (HttpRequest request) => Exchange(await request.ReadFormAsync()));
    }

    private IResult Authorize(HttpRequest request)
    {
        string Given(string name) => request.Query[name].ToString();
        if ((Given("response_type"), Given("client_id"), Given("scope"), Given("code_challenge_method")) != ("code", Client, "openid chat", "S256"))
            return Results.BadRequest(request.QueryString.Value);
        var back = HttpUtility.ParseQueryString($"state={Uri.EscapeDataString(AnswersAnother ? "another" : Given("state"))}");
        AnswersAnother = false;
        if (Refusal is var (error, description))
        {
            (back["error"], back["error_description"], Refusal) = (error, description, null);
        }
        else
        {
            var code = Guid.NewGuid().ToString("n");
            _challenges[code] = Given("code_challenge");
            back["code"] = code;
        }
        return Results.Redirect($"{Given("redirect_uri")}?{back}");
    }

    private IResult Exchange(IFormCollection form)
    {
        var proof = Tokens.Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (form["grant_type"] != "authorization_code" || form["client_id"] != Client || !_challenges.Remove(form["code"].ToString(), out var challenge) || proof != challenge)
            return Results.BadRequest(new { error = "invalid_grant" });
        using var unknown = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var token = Sign(SignsWrongly ? unknown : _key, "api");
        SignsWrongly = false;
        return Results.Ok(new { access_token = token, id_token = Sign(_key, Client), token_type = "Bearer", expires_in = 3600 });
    }

    private object PublicKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return new { kty = "EC", crv = "P-256", use = "sig", kid = "1", alg = "ES256", x = Tokens.Base64Url(point.X!), y = Tokens.Base64Url(point.Y!) };
    }

    private string Sign(ECDsa key, string audience)
    {
        var signed = Tokens.Part(new { alg = "ES256", typ = "JWT", kid = "1" }) + "."
            + Tokens.Part(new { iss = Issuer, sub = User, aud = audience, iat = Tokens.InSeconds(0), exp = Tokens.InSeconds(3600) });
        return $"{signed}.{Tokens.Base64Url(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }
}
