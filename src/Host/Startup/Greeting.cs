namespace Chat.Host.Startup;

/// <summary>Tells a developer where the service is, and hands over a call to paste.</summary>
internal static class Greeting
{
    /// <summary>Prints to stdout once the service listens; in Development only, for it holds a token.</summary>
    public static void GreetDevelopers(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
            app.Lifetime.ApplicationStarted.Register(() => Console.Out.Write(Text(app)));
    }

    private static string Text(WebApplication app)
    {
        var issuer = app.Services.GetRequiredService<TokenIssuer>();
        var address = Reachable(app.Urls.FirstOrDefault() ?? "http://localhost");
        var token = issuer.CanIssue ? issuer.TokenFor("demo") : "<a token of your authority>";
        return $$"""

            Chat listens on {{string.Join(", ", app.Urls)}}
            Docs, to read and to try: {{address}}/docs
            A first call, as the user demo:

              curl {{address}}/api/v1/chat-sessions -H 'Authorization: Bearer {{token}}' -H 'Content-Type: application/json' -d '{"title":"My first session"}'


            """;
    }

    /// <summary>An address that listens on every interface is no address to call.</summary>
    private static string Reachable(string listening) => listening
        .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
        .Replace("://[::]", "://localhost", StringComparison.Ordinal)
        .TrimEnd('/');
}
