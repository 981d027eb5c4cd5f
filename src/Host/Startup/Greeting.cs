namespace Chat.Host.Startup;

internal static class Greeting
{
    /// <summary>Prints addresses and a sample call to stdout; in Development only, because it contains a token.</summary>
    public static void GreetDevelopers(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
            app.Lifetime.ApplicationStarted.Register(() => Console.Out.Write(Text(app)));
    }

    private static string Text(WebApplication app)
    {
        var issuer = app.Services.GetRequiredService<TokenIssuer>();
        var address = Reachable(app.Urls.FirstOrDefault() ?? "http://localhost") + app.PathBase();
        var token = issuer.CanIssue ? issuer.TokenFor("demo") : "<a token of your authority>";
        var page = app.ServesWeb() ? $"\nOpen {address}/\n" : "";
        return $$"""
            {{page}}
            Chat listens on {{string.Join(", ", app.Urls)}}
            Docs, to read and to try: {{address}}/docs
            A first call, as the user demo:

              curl {{address}}/api/v1/chat-sessions -H 'Authorization: Bearer {{token}}' -H 'Content-Type: application/json' -d '{"title":"My first session"}'


            """;
    }

    private static string Reachable(string listening) => listening
        .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
        .Replace("://[::]", "://localhost", StringComparison.Ordinal)
        .TrimEnd('/');
}
