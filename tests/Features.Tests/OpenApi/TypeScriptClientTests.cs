using System.Text.Json;

namespace Features.Tests.OpenApi;

/// <summary>The TypeScript client that is generated from the document, and the page of docs that uses it.</summary>
public sealed class TypeScriptClientTests(ChatFixture chat)
{
    private const string Page = "docs/from-a-web-page.md";

    [Fact]
    public async Task The_generated_types_know_what_the_contract_knows()
    {
        using var node = await NodeTools.OpenAsync();

        var lines = (await node.GenerateAsync(chat.Server)).Split('\n').Select(line => line.Trim()).Where(line => !line.StartsWith('*') && !line.StartsWith("/*", StringComparison.Ordinal)).ToList();

        lines.Count.ShouldBeGreaterThan(1_000);
        lines.Where(line => line.Contains("any", StringComparison.Ordinal)).ShouldBeEmpty();
        // Other headers, and metadata, which is the client's own.
        lines.Where(line => line.Contains("unknown", StringComparison.Ordinal)).Distinct().ShouldBe(["[name: string]: unknown;", "[key: string]: unknown;"], ignoreOrder: true);
        lines.Where(line => line.Contains("Record<string, never>", StringComparison.Ordinal)).ShouldBe(["export type webhooks = Record<string, never>;", "export type $defs = Record<string, never>;"]);
        await node.CompileAsync("types.ts", "--noEmit");
    }

    [Fact]
    public async Task The_thirty_lines_of_the_page_list_say_and_watch_over_a_connection_that_breaks()
    {
        using var node = await NodeTools.OpenAsync();
        var code = (await NodeTools.CodeOfAsync(Page, "ts")).ShouldHaveSingleItem();
        code.Split('\n').Count(line => line.Trim().Length > 0).ShouldBe(30);
        await node.GenerateAsync(chat.Server);
        await node.WriteAsync("page.ts", code);
        await node.CompileAsync("page.ts");
        var seed = Environment.TickCount;
        var (random, isAway) = (new Random(seed), false);
        await using var proxy = new TcpProxy(chat.Server.Address.Host, chat.Server.Address.Port, Cut);
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync("From a page")).Id;

        var running = node.RunAsync("page.mjs", node.PathOf("page.js"), $"http://127.0.0.1:{proxy.Port}", Tokens.For(name), $"{session}");
        await Eventually.HoldsAsync("the page has said everything", async () => running.IsCompleted || (await user.MessagesAsync(session)).Items("messages").Count == 4);
        for (var answer = 0; answer < 3; answer++)
        {
            var draft = (await user.DraftAsync(session)).Id;
            for (var part = 0; part < 10; part++)
                (await user.AppendAsync(session, draft, $" {part}👋")).Ok();
            isAway = answer == 1;
            proxy.CutAll();
            (await user.AppendAsync(session, draft, " more")).Ok();
            (await user.FinishAsync(session, draft)).Ok();
            await user.SayAsync(session, "Thanks");
            isAway = false;
        }
        await user.SayAsync(session, "The end");

        var seen = JsonDocument.Parse(await running).RootElement;
        seen.GetProperty("sessions").ShouldBeJson(new[] { "From a page" });
        var stored = (await user.MessagesAsync(session)).Items("messages");
        stored.Count.ShouldBe(4 + 6 + 1, $"seed {seed}");
        seen.GetProperty("said").ShouldBeJson(stored.Take(4).Select(message => message.GetProperty("id")));
        seen.GetProperty("messages").ShouldBeJson(stored);

        // A third of the answers is lost: what they answer was done.
        int? Cut(bool isAnswer, int bytes)
        {
            lock (random)
                return isAway ? 0 : isAnswer && random.Next(3) == 0 ? random.Next(bytes) : null;
        }
    }

    [Fact]
    public async Task The_hook_of_the_page_compiles_with_the_AI_SDK()
    {
        using var node = await NodeTools.OpenAsync();
        await node.GenerateAsync(chat.Server);
        await node.WriteAsync("session.tsx", (await NodeTools.CodeOfAsync(Page, "tsx")).ShouldHaveSingleItem());

        // The types of the SDK itself want those of Node.js.
        await node.CompileAsync("session.tsx", "--noEmit", "--skipLibCheck");
    }
}
