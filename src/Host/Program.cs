using Chat.Host;
using Chat.Host.Authentication;
using Chat.Host.Maintenance;
using Chat.Host.Startup;

// `token SUB` prints a token for a user, with `--agent` for an agent; `projections` and `db` maintain a database; everything else serves until a signal ends it.
return await Launch.RunAsync(() => args switch
{
    ["token", var subject, "--agent", .. var rest] => PrintTokenAsync(ChatHost.CreateBuilder(rest), issuer => issuer.TokenForAgent(subject)),
    ["token", var subject, .. var rest] => PrintTokenAsync(ChatHost.CreateBuilder(rest), issuer => issuer.TokenFor(subject)),
    _ when MaintenanceCommand.IsIn(args) => MaintenanceCommand.RunAsync(args),
    _ => ServeAsync(ChatHost.CreateBuilder(args)),
});

static async Task<int> ServeAsync(WebApplicationBuilder builder)
{
    await using var database = await EmbeddedDatabase.StartWhereNoneIsGivenAsync(builder);
    await using var chat = ChatHost.Build(builder);
    chat.GreetDevelopers();
    await chat.RunAsync();
    return 0;
}

static async Task<int> PrintTokenAsync(WebApplicationBuilder builder, Func<TokenIssuer, string> print)
{
    await Console.Out.WriteLineAsync(print(new TokenIssuer(BearerSettings.From(builder), TimeProvider.System)));
    return 0;
}
