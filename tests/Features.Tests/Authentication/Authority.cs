using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Features.Tests.Authentication;

/// <summary>An OpenID Connect authority: its discovery document and its keys over HTTP, on a port of its own.</summary>
internal sealed class Authority : IAsyncDisposable
{
    public const string Silence = "…";

    private readonly WebApplication _app;
    private int _reads;

    private Authority(WebApplication app, SigningKey[] keys) => (_app, Keys) = (app, keys);

    /// <summary>The published keys.</summary>
    public SigningKey[] Keys { get; set; }

    /// <summary>When set, it is the response to every request; an empty text cuts the connection, <see cref="Silence"/> never answers.</summary>
    public string? Instead { get; set; }

    public int Reads => Volatile.Read(ref _reads);

    public string Issuer => _app.Urls.First();

    public static async Task<Authority> StartAsync(params SigningKey[] keys)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var authority = new Authority(builder.Build(), keys);
        authority._app.MapGet("/.well-known/openid-configuration", context => authority.AnswerAsync(context, authority.Discovery));
        authority._app.MapGet("/keys", context => authority.AnswerAsync(context, authority.PublicKeys));
        await authority._app.StartAsync();
        return authority;
    }

    /// <summary>A host that accepts only this authority's tokens.</summary>
    public Task<ChatServer> StartHostAsync(ChatFixture chat, TimeProvider? time = null, string? audience = null) => StartHostAsync(chat, Issuer, time, audience);

    public static Task<ChatServer> StartHostAsync(ChatFixture chat, string issuer, TimeProvider? time = null, string? audience = null) => ChatServer.StartAsync(
        chat.ConnectionString,
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["JWT_SECRET_KEY"] = "",
            ["JWT_AUDIENCE"] = audience,
            ["Authentication:Schemes:Bearer:Authority"] = issuer,
        },
        builder => builder.Services.AddSingleton(time ?? TimeProvider.System));

    /// <summary>A token of a user.</summary>
    /// <param name="key">Signs it; the first key that is published unless named.</param>
    /// <param name="claims">Further claims, as JSON.</param>
    public string Token(SigningKey? key = null, string claims = "") => TokenWith($"\"iss\":\"{Issuer}\"{claims}", key ?? Keys[0]);

    /// <summary>A token with these claims, and <c>sub</c> and <c>exp</c>.</summary>
    public static string TokenWith(string claims, SigningKey key) => Jwt.Signed($$"""{"sub":"somebody","exp":NOW+600,{{claims}}}""", Header(key.Algorithm, key.Id), key.Sign);

    /// <param name="algorithm">The <c>alg</c>.</param>
    /// <param name="kid">None when it is empty.</param>
    public static string Header(string algorithm, string kid) => kid.Length == 0
        ? JsonSerializer.Serialize(new { alg = algorithm, typ = "JWT" })
        : JsonSerializer.Serialize(new { alg = algorithm, kid, typ = "JWT" });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private object Discovery() => new { issuer = Issuer, jwks_uri = $"{Issuer}/keys", authorization_endpoint = $"{Issuer}/authorize", response_types_supported = new[] { "code" } };

    private object PublicKeys()
    {
        Interlocked.Increment(ref _reads);
        return new { keys = Keys.Select(key => key.Public) };
    }

    private Task AnswerAsync(HttpContext context, Func<object> answer)
    {
        switch (Instead)
        {
            case null:
                return context.Response.WriteAsJsonAsync(answer());
            case "":
                context.Abort();
                return Task.CompletedTask;
            case Silence:
                return Task.Delay(Timeout.Infinite, context.RequestAborted);
            default:
                return context.Response.WriteAsync(Instead);
        }
    }
}
