using Chat.Host;
using Chat.Host.Maintenance;

// A command (`projections`, `token`, `db-apply` …) does its work and ends; everything else serves until a signal ends it.
return await Launch.RunAsync(() => CommandLine.IsCommand(args) ? CommandLine.RunAsync(args) : ServeAsync(ChatHost.CreateBuilder(args)));

static async Task<int> ServeAsync(WebApplicationBuilder builder)
{
    await using var database = await EmbeddedDatabase.StartWhereNoneIsGivenAsync(builder);
    await using var chat = ChatHost.Build(builder);
    chat.GreetDevelopers();
    await chat.RunAsync();
    return 0;
}
