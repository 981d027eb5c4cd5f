using Chat.Host;
using Chat.Host.Authentication;
using Chat.Host.Startup;

// `token SUB` prints a token for a user; everything else serves until a signal ends it.
return await Launch.RunAsync(() => args is ["token", var subject, .. var rest]
    ? PrintToken(ChatHost.CreateBuilder(rest), subject)
    : ServeAsync(ChatHost.CreateBuilder(args)));

static async Task ServeAsync(WebApplicationBuilder builder)
{
    await using var database = await EmbeddedDatabase.StartWhereNoneIsGivenAsync(builder);
    await using var chat = ChatHost.Build(builder);
    chat.GreetDevelopers();
    await chat.RunAsync();
}

static Task PrintToken(WebApplicationBuilder builder, string subject)
{
    var issuer = new TokenIssuer(BearerSettings.From(builder), TimeProvider.System);
    return Console.Out.WriteLineAsync(issuer.TokenFor(subject));
}
