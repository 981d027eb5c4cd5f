using System.Net;
using Microsoft.AspNetCore.Cors;

namespace Chat.Host.Web;

/// <summary>What the page asks before somebody is signed in.</summary>
internal static class SignInSetup
{
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    public static void MapSignIn(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<WebSettings>();
        var group = app.MapGroup("/web").AllowAnonymous().ExcludeFromDescription();
        // A page of another origin may call the API with a token, but may not make one.
        if (app.AllowsOrigins())
            group.WithMetadata(new DisableCorsAttribute());
        group.MapGet("/settings.json", (HttpContext call) => TypedResults.Ok(
            new SignInSettings(settings.TakesNames && IsFromHere(call), settings.Authority, settings.ClientId, settings.Scope)));
        if (settings.TakesNames)
            group.MapPost("/token", TokenForAsync);
    }

    private static async Task<TokenAnswer> TokenForAsync(HttpContext call, TokenIssuer issuer)
    {
        if (!IsFromHere(call))
            throw new ForbiddenException("A name is enough on the machine of the service only");
        // Not bound by routing, whose 415 would ask for a token.
        var request = await JsonBody.ReadAsync<SignInByName>(call.Request, withoutBody: null, call.RequestAborted);
        return Subject.IsValid(request.Name ?? "")
            ? new TokenAnswer(issuer.TokenFor(request.Name!))
            : throw new InvalidRequestException("name", $"name must hold 1 to {Subject.MaxCodePoints} characters, none of them a control character, and no white space at an end");
    }

    // By its name too: the page of a stranger whose name leads here (DNS rebinding) is of the same origin. A proxy calls for others.
    private static bool IsFromHere(HttpContext call) =>
        call.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && ThisMachine.Contains(call.Request.Host.Host, StringComparer.OrdinalIgnoreCase)
        && !call.Request.Headers.ContainsKey("X-Forwarded-For") && !call.Request.Headers.ContainsKey("Forwarded");

    private sealed record SignInSettings(bool TakesNames, Uri? Authority, string? ClientId, string Scope);

    private sealed record SignInByName(string? Name);

    private sealed record TokenAnswer(string Token);
}
