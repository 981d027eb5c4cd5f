using System.Diagnostics;
using Chat.Agent;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Client.Tests;

/// <summary>The code that the READMEs show, run against the service.</summary>
public sealed class ReadmeTests(ChatFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_example_of_the_client_works_and_is_what_the_READMEs_show()
    {
        var token = Tokens.For(ChatServer.NewUser());
        var services = new ServiceCollection();
#pragma warning disable IDE0055, format // As the READMEs have it.
services.AddChatClient(options =>
{
    options.BaseAddress = new Uri("http://localhost:5000");
    options.TokenProvider = _ => ValueTask.FromResult(token);
});
#pragma warning restore IDE0055, format
        services.Configure<ChatClientOptions>(options => options.BaseAddress = fixture.Server.Address);
        // An agent posts answers, and a user questions; this user does both.
        var chat = services.BuildServiceProvider().GetRequiredService<IChatApi>();

        (await TalkAsync(chat, new BuiltInModel(TimeSpan.Zero))).ShouldStartWith("You said: “Hello”");

        var code = await File.ReadAllTextAsync(ThisFile(), Token);
        foreach (var readme in new[] { "README.md", "src/Client/README.md" })
        {
            var shown = Blocks(await File.ReadAllTextAsync(Path.Combine(Root(), readme), Token));
            shown.Count.ShouldBeGreaterThanOrEqualTo(2);
            shown.Where(block => block.Contains("AddChatClient", StringComparison.Ordinal) || block.Contains("WatchAsync", StringComparison.Ordinal)).ShouldAllBe(block => code.Contains(block));
        }
    }

    [Fact]
    public async Task The_second_minute_of_the_README_ends_with_an_answer()
    {
        await using var server = await fixture.StartHostAsync();
        var alice = server.ClientOf("alice");
        var session = await alice.CreateSessionAsync(new NewSession("My first session"), cancellationToken: Token);
        var blocks = (await File.ReadAllTextAsync(Path.Combine(Root(), "README.md"), Token)).Split("**The second minute.**")[1].Split("```bash\n");
        var (start, talk) = (blocks[1].Split("```")[0], blocks[2].Split("```")[0]);
        start.ShouldBe("build/agent alice\n");
        using var agent = Run(start, server);

        try
        {
            using var talking = Run(talk.Replace(" &\n", " --max-time 1 &\n", StringComparison.Ordinal), server);
            await talking.WaitForExitAsync(Token);

            await Eventually.HoldsAsync("it is answered", async () => (await alice.GetMessagePageAsync(session.Id, cancellationToken: Token)).Messages is [var question, { Content.Length: > 10 }] && question.Content == "/slow");
        }
        finally
        {
            agent.Kill(entireProcessTree: true);
        }
    }

    private static Process Run(string commands, ChatServer server)
    {
        var start = new ProcessStartInfo("bash", ["-c", commands]) { WorkingDirectory = Root(), UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["CHAT_URL"] = server.Address.AbsoluteUri;
        start.Environment["CHAT_TOKEN"] = Tokens.ForAgent("helper");
        start.Environment["CHAT"] = new Uri(server.Address, "/api/v1/chat-sessions").AbsoluteUri;
        start.Environment["TOKEN"] = Tokens.For("alice");
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return process;
    }

#pragma warning disable IDE0055, xUnit1051, format // As the READMEs have it.
    private static async Task<string> TalkAsync(IChatApi chat, IChatClient model)
    {
var session = await chat.CreateSessionAsync(new NewSession("From .NET"));
await chat.PostMessageAsync(session.Id, new NewMessage("Hello"));
await using (var draft = await chat.StartMessageAsync(session.Id, AgentType.Primary))
    await draft.AppendAsync(model.GetStreamingResponseAsync("Hello").Select(update => update.Text));
await foreach (var e in chat.WatchAsync(session.Id, after: 0))
{
    if (e is MessageEvent { Type: EventTypes.MessageFinished } finished)
        return finished.Message.Content;
}
        return "";
    }
#pragma warning restore IDE0055, xUnit1051, format

    private static List<string> Blocks(string markdown) =>
        [.. markdown.Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0])];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Chat.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    private static string ThisFile() => Path.Combine(Root(), "tests", "Client.Tests", "ReadmeTests.cs");
}
